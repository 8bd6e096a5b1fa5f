from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.6, 0.8), "weight_decay": 0.1},))
def lion(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """Lion: steps of one size, along the sign of an interpolated momentum (Chen et al. 2023, Algorithm 2).

    Write the class Lion(torch.optim.Optimizer) with Lion(params, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    p = p - lr * (sign(beta1 * m + (1 - beta1) * g) + weight_decay * p), then m = beta2 * m + (1 - beta2) * g.

    Hint: the momentum that is kept uses beta2, the one whose sign is taken beta1.
    """
    b1, b2 = betas
    step = sym.sign(b1 * m + (1 - b1) * g)
    return -lr * (step + weight_decay * p), b2 * m + (1 - b2) * g


@lion.misconception(of="trajectory")
def sign_lost(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """The sign was not taken: steps of Lion all have the size lr."""
    b1, b2 = betas
    step = b1 * m + (1 - b1) * g
    return -lr * (step + weight_decay * p), b2 * m + (1 - b2) * g


@lion.misconception(of="trajectory")
def one_beta_for_both(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """The momentum that is kept uses beta2, not beta1."""
    b1, _b2 = betas
    step = sym.sign(b1 * m + (1 - b1) * g)
    return -lr * (step + weight_decay * p), b1 * m + (1 - b1) * g


@lion.misconception(of="trajectory")
def betas_swapped(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """beta1 and beta2 are exchanged: beta1 belongs to the step, beta2 to the momentum."""
    b1, b2 = betas
    step = sym.sign(b2 * m + (1 - b2) * g)
    return -lr * (step + weight_decay * p), b1 * m + (1 - b1) * g


@lion.misconception(of="trajectory")
def sign_of_the_gradient(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """The sign is of the interpolated momentum, not of the gradient alone."""
    _b1, b2 = betas
    step = sym.sign(g)
    return -lr * (step + weight_decay * p), b2 * m + (1 - b2) * g


@lion.misconception(of="trajectory")
def decay_forgotten(g, m, p, *, lr=1e-4, betas=(0.9, 0.99), weight_decay=0.0):
    """The decay weight_decay * p is missing."""
    b1, b2 = betas
    step = sym.sign(b1 * m + (1 - b1) * g)
    return -lr * step, b2 * m + (1 - b2) * g
