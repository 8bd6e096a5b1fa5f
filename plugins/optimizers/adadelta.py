from grader import optimizer, sym


@optimizer(variants=({"lr": 0.5, "rho": 0.6, "eps": 1e-3},), torch="torch.optim.Adadelta")
def adadelta(g, v, d, *, lr=1.0, rho=0.9, eps=1e-6):
    """Adadelta: steps whose size is that of past steps over that of past gradients (Zeiler 2012,
    Algorithm 1).

    Write the class Adadelta(torch.optim.Optimizer) with Adadelta(params, lr=1.0, rho=0.9,
    eps=1e-6). Keep the mean squares of gradients and of steps in self.state[p]; eps is added to
    both under the root.

    Hint: the mean square of the steps is updated after the step has been worked out; it does not
    contain lr.
    """
    v = rho * v + (1 - rho) * g**2
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, rho * d + (1 - rho) * delta**2


def mean_square(old, new, rho):
    return rho * old + (1 - rho) * new**2


@adadelta.misconception(of="trajectory")
def steps_not_accumulated(g, v, d, *, lr, rho, eps):
    """The mean square of the steps stays 0: it is rho * d + (1 - rho) * delta^2."""
    v = mean_square(v, g, rho)
    return -lr * sym.sqrt(d + eps) / sym.sqrt(v + eps) * g, v, d


@adadelta.misconception(of="trajectory")
def gradients_not_accumulated(g, v, d, *, lr, rho, eps):
    """The mean square of the gradients starts from 0 again in every step: keep it in
    self.state[p].
    """
    v = mean_square(0, g, rho)
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, mean_square(d, delta, rho)


@adadelta.misconception(of="trajectory", convention=True)
def learning_rate_in_the_steps(g, v, d, *, lr, rho, eps):
    """You put lr into the steps whose squares are averaged; this exercise, like PyTorch, averages
    the steps before lr multiplies them.

    With lr = 1, as in the paper, both agree. With any other your lr acts again and again through
    the mean: a small one makes the steps shrink, a large one makes them grow.
    """
    v = mean_square(v, g, rho)
    delta = lr * sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -delta, v, mean_square(d, delta, rho)


@adadelta.misconception(of="trajectory", convention=True)
def eps_outside_the_roots(g, v, d, *, lr, rho, eps):
    """You added eps outside the roots; this exercise, like the paper and PyTorch, adds it under
    both.

    The first steps differ most, since eps is all that starts them: under the root it counts as its
    own square root, 1e-3 for 1e-6, so your steps begin about a thousand times shorter.
    """
    v = mean_square(v, g, rho)
    delta = (sym.sqrt(d) + eps) / (sym.sqrt(v) + eps) * g
    return -lr * delta, v, mean_square(d, delta, rho)


@adadelta.misconception(of="trajectory")
def roots_forgotten(g, v, d, *, lr, rho, eps):
    """The square roots are missing."""
    v = mean_square(v, g, rho)
    delta = (d + eps) / (v + eps) * g
    return -lr * delta, v, mean_square(d, delta, rho)


@adadelta.misconception(of="trajectory")
def gradients_for_steps(g, v, d, *, lr, rho, eps):
    """The second mean is of squared steps, not of squared gradients."""
    v = mean_square(v, g, rho)
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, mean_square(d, g, rho)


@adadelta.misconception(of="trajectory")
def fraction_upside_down(g, v, d, *, lr, rho, eps):
    """The fraction is upside down: the size of the steps stands above, that of the gradients
    below.
    """
    v = mean_square(v, g, rho)
    delta = sym.sqrt(v + eps) / sym.sqrt(d + eps) * g
    return -lr * delta, v, mean_square(d, delta, rho)


@adadelta.misconception(of="trajectory")
def rho_exchanged(g, v, d, *, lr, rho, eps):
    """rho and 1 - rho are exchanged: rho is the share of the past."""
    v = mean_square(v, g, 1 - rho)
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, mean_square(d, delta, 1 - rho)


@adadelta.misconception(of="trajectory")
def sums_for_means(g, v, d, *, lr, rho, eps):
    """The newest squares are not weighted with 1 - rho."""
    v = rho * v + g**2
    delta = sym.sqrt(d + eps) / sym.sqrt(v + eps) * g
    return -lr * delta, v, rho * d + delta**2
