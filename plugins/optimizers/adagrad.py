from grader import optimizer, sym


@optimizer(variants=({"lr": 0.1, "eps": 1e-3},), torch="torch.optim.Adagrad")
def adagrad(g, total, t, *, lr=1e-2, eps=1e-10):
    """AdaGrad: the learning rate of each parameter shrinks with the sum of its squared gradients
    (Duchi et al. 2011).

    Write the class Adagrad(torch.optim.Optimizer) with Adagrad(params, lr=1e-2, eps=1e-10). Keep
    the sum of squares in self.state[p]. eps is added outside the square root.

    Hint: the sum never shrinks: nothing multiplies it from step to step.
    """
    total = total + g**2
    return -lr * g / (sym.sqrt(total) + eps), total


@adagrad.misconception(of="trajectory", note="001:406", convention=True)
def eps_inside_the_root(g, total, t, *, lr, eps):
    """You added eps under the root: sqrt(total + eps). This exercise, like PyTorch, adds it
    outside: sqrt(total) + eps.

    For gradients of usual size both agree. Under the root eps counts as its own square root, 1e-5
    for 1e-10: with you, gradients far below 1e-5 hardly move a parameter; here all those far above
    1e-10 take nearly full steps.
    """
    total = total + g**2
    return -lr * g / sym.sqrt(total + eps), total


@adagrad.misconception(of="trajectory")
def eps_forgotten(g, total, t, *, lr):
    """eps is missing: a gradient that has always been 0 divides 0 by 0."""
    total = total + g**2
    return -lr * g / sym.sqrt(total), total


@adagrad.misconception(of="trajectory")
def root_forgotten(g, total, t, *, lr, eps):
    """The square root of the sum is missing."""
    total = total + g**2
    return -lr * g / (total + eps), total


@adagrad.misconception(of="trajectory")
def gradient_not_squared(g, total, t, *, lr, eps):
    """The sum is of squared gradients, not of their sizes."""
    total = total + sym.Abs(g)
    return -lr * g / (sym.sqrt(total) + eps), total


@adagrad.misconception(of="trajectory")
def sum_not_kept(g, total, t, *, lr, eps):
    """The sum starts from 0 again in every step: keep it in self.state[p]."""
    return -lr * g / (sym.sqrt(g**2) + eps), total


@adagrad.misconception(of="trajectory")
def divided_before_adding(g, total, t, *, lr, eps):
    """The step uses the sum without the newest gradient: add its square first."""
    return -lr * g / (sym.sqrt(total) + eps), total + g**2


@adagrad.misconception(of="trajectory")
def mean_for_sum(g, total, t, *, lr, eps):
    """The sum is divided by the number of steps: AdaGrad takes the root of the sum itself, so that
    its steps shrink.
    """
    total = total + g**2
    return -lr * g / (sym.sqrt(total / t) + eps), total


@adagrad.misconception(of="trajectory")
def running_mean_for_sum(g, total, t, *, lr, eps):
    """This is RMSProp: AdaGrad adds up the squares instead of averaging them."""
    total = 0.99 * total + 0.01 * g**2
    return -lr * g / (sym.sqrt(total) + eps), total


@adagrad.misconception(of="trajectory")
def learning_rate_inside_the_sum(g, total, t, *, lr, eps):
    """The squares of lr * g are summed instead of those of g, so that the learning rate cancels
    from the steps.
    """
    total = total + (lr * g) ** 2
    return -lr * g / (sym.sqrt(total) + eps), total


@adagrad.misconception(of="trajectory")
def ascends(g, total, t, *, lr, eps):
    """The step has the wrong sign: the parameter climbs along the gradient instead of
    descending.
    """
    total = total + g**2
    return lr * g / (sym.sqrt(total) + eps), total
