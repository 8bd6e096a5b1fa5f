from grader import optimizer, sym


@optimizer(variants=({"lr": 0.5, "rho": 0.6, "eps": 1e-3},), torch="torch.optim.Adadelta")
def adadelta(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """Adadelta: steps whose size is that of past steps over that of past gradients (Zeiler 2012, Algorithm 1).

    Write the class Adadelta(torch.optim.Optimizer) with Adadelta(params, lr=1.0, rho=0.9, eps=1e-6). Keep the mean
    squares of gradients and of steps in self.state[p]; eps is added to both under the root.

    Hint: the mean square of the steps is updated after the step has been worked out; it does not contain lr.
    """
    v = rho * v + (1 - rho) * g**2
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, rho * d + (1 - rho) * delta**2


@adadelta.misconception(of="trajectory")
def steps_not_accumulated(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """The mean square of the steps stays 0: it is rho * d + (1 - rho) * delta^2."""
    v = rho * v + (1 - rho) * g**2
    return -lr * sym.sqrt(d + eps) / sym.sqrt(v + eps) * g, v, d


@adadelta.misconception(of="trajectory", convention=True)
def eps_outside_the_roots(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """eps is added outside the roots; this exercise, like the paper and PyTorch, adds it under both."""
    v = rho * v + (1 - rho) * g**2
    delta = (sym.sqrt(d) + eps) / (sym.sqrt(v) + eps) * g
    return -lr * delta, v, rho * d + (1 - rho) * delta**2


@adadelta.misconception(of="trajectory")
def roots_forgotten(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """The square roots are missing."""
    v = rho * v + (1 - rho) * g**2
    delta = (d + eps) / (v + eps) * g
    return -lr * delta, v, rho * d + (1 - rho) * delta**2


@adadelta.misconception(of="trajectory")
def gradients_for_steps(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """The second mean is of squared steps, not of squared gradients."""
    v = rho * v + (1 - rho) * g**2
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, rho * d + (1 - rho) * g**2


@adadelta.misconception(of="trajectory")
def fraction_upside_down(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """The fraction is upside down: the size of the steps stands above, that of the gradients below."""
    v = rho * v + (1 - rho) * g**2
    delta = sym.sqrt(v + eps) / sym.sqrt(d + eps) * g
    return -lr * delta, v, rho * d + (1 - rho) * delta**2
