from grader import optimizer, sym


@optimizer(variants=({"lr": 0.1, "betas": (0.6, 0.8), "weight_decay": 2.0},))
def lion(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """Lion: steps of one size, along the sign of an interpolated momentum (Chen et al. 2023,
    Algorithm 2).

    Write the class Lion(torch.optim.Optimizer) with Lion(params, lr=1e-4, betas=(0.9, 0.99),
    weight_decay=0.0): p = p - lr * (sign(beta1 * m + (1 - beta1) * g) + weight_decay * p), then m =
    beta2 * m + (1 - beta2) * g.

    Hint: the momentum that is kept uses beta2, the one whose sign is taken beta1.
    """
    b1, b2 = betas
    step = sym.sign(b1 * m + (1 - b1) * g)
    return -lr * (step + weight_decay * p), b2 * m + (1 - b2) * g


def mean(m, g, beta):
    return beta * m + (1 - beta) * g


@lion.misconception(of="trajectory")
def sign_lost(g, m, p, *, lr, betas, weight_decay):
    """The sign was not taken: steps of Lion all have the size lr."""
    b1, b2 = betas
    return -lr * (mean(m, g, b1) + weight_decay * p), mean(m, g, b2)


@lion.misconception(of="trajectory")
def one_beta_for_both(g, m, p, *, lr, betas, weight_decay):
    """The momentum that is kept uses beta2, not beta1."""
    b1, _b2 = betas
    return -lr * (sym.sign(mean(m, g, b1)) + weight_decay * p), mean(m, g, b1)


@lion.misconception(of="trajectory")
def second_beta_for_both(g, m, p, *, lr, betas, weight_decay):
    """The sign is taken of the momentum that is kept: the one whose sign is taken uses beta1, not
    beta2.
    """
    _b1, b2 = betas
    return -lr * (sym.sign(mean(m, g, b2)) + weight_decay * p), mean(m, g, b2)


@lion.misconception(of="trajectory")
def betas_swapped(g, m, p, *, lr, betas, weight_decay):
    """beta1 and beta2 are exchanged: beta1 belongs to the step, beta2 to the momentum."""
    b1, b2 = betas
    return -lr * (sym.sign(mean(m, g, b2)) + weight_decay * p), mean(m, g, b1)


@lion.misconception(of="trajectory")
def momentum_updated_first(g, m, p, *, lr, betas, weight_decay):
    """The momentum is updated before the step uses it, so that the newest gradient counts twice:
    step first.
    """
    b1, b2 = betas
    m = mean(m, g, b2)
    return -lr * (sym.sign(mean(m, g, b1)) + weight_decay * p), m


@lion.misconception(of="trajectory")
def sign_of_the_gradient(g, m, p, *, lr, betas, weight_decay):
    """The sign is that of the gradient alone: it is taken of the interpolated momentum, which has
    to be kept in self.state[p] from step to step.
    """
    return -lr * (sym.sign(g) + weight_decay * p), m


@lion.misconception(of="trajectory")
def decay_ignored(g, m, p, *, lr, betas):
    """The decay weight_decay * p is missing."""
    b1, b2 = betas
    return -lr * sym.sign(mean(m, g, b1)), mean(m, g, b2)


@lion.misconception(of="trajectory")
def decay_coupled(g, m, p, *, lr, betas, weight_decay):
    """The decay was added to the gradient, which is L2 regularisation: Lion decays the parameter
    itself.
    """
    b1, b2 = betas
    g = g + weight_decay * p
    return -lr * sym.sign(mean(m, g, b1)), mean(m, g, b2)


@lion.misconception(of="trajectory")
def decay_inside_the_sign(g, m, p, *, lr, betas, weight_decay):
    """The decay stands inside the sign: it is added after the sign has been taken."""
    b1, b2 = betas
    return -lr * sym.sign(mean(m, g, b1) + weight_decay * p), mean(m, g, b2)


@lion.misconception(of="trajectory", convention=True)
def decay_not_scaled_by_lr(g, m, p, *, lr, betas, weight_decay):
    """You subtracted weight_decay * p as it is; this exercise, like the paper, subtracts lr *
    weight_decay * p. Your decay stays the same when the learning rate drops; here it drops with it.
    """
    b1, b2 = betas
    return -lr * sym.sign(mean(m, g, b1)) - weight_decay * p, mean(m, g, b2)


@lion.misconception(of="trajectory")
def decay_with_wrong_sign(g, m, p, *, lr, betas, weight_decay):
    """The decay has the wrong sign: it drives parameters away from 0."""
    b1, b2 = betas
    return -lr * (sym.sign(mean(m, g, b1)) - weight_decay * p), mean(m, g, b2)
