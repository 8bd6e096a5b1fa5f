from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3},), torch="torch.optim.Adam")
def adam(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """Adam: momentum over a running root mean square, both corrected for their start at 0 (Kingma & Ba 2014, Algorithm
    1).

    Write the class Adam(torch.optim.Optimizer) with Adam(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8). Keep the
    moments and the step count in self.state[p], so that state_dict() carries them. eps is added outside the square
    root.

    Hint: both moments start at 0 and are therefore too small at first; dividing by 1 - beta^t repairs both, and both
    must be used.

    Hint: t counts from 1: with t = 0 the correction divides by 0.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v


@adam.misconception(of="trajectory", note="001:497")
def second_moment_not_corrected(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The corrected second moment is computed and then not used: v stands under the root, and eps with it.

    The first step is divided by sqrt(1 - beta2) of what it should be, about a thirtieth: it is 30 times too long.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / sym.sqrt(v + eps), m, v


@adam.misconception(of="trajectory")
def second_moment_not_corrected_eps_outside(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The second moment is not divided by 1 - beta2^t: the first steps are far too long."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(v) + eps), m, v


@adam.misconception(of="trajectory")
def first_moment_not_corrected(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The first moment is not divided by 1 - beta1^t: the first step is only 1 - beta1 of what it should be."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * m / (sym.sqrt(v / (1 - b2**t)) + eps), m, v


@adam.misconception(of="trajectory")
def no_bias_correction(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """Neither moment is corrected for its start at 0: divide them by 1 - beta1^t and 1 - beta2^t."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * m / (sym.sqrt(v) + eps), m, v


@adam.misconception(of="trajectory", convention=True)
def eps_inside_the_root(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """eps is added under the root; this exercise, like PyTorch and the paper, adds it outside. For tiny gradients they
    differ widely.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / sym.sqrt(v / (1 - b2**t) + eps), m, v


@adam.misconception(of="trajectory")
def eps_forgotten(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """eps is missing: tiny gradients then take full steps, and a gradient of 0 divides 0 by 0."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / sym.sqrt(v / (1 - b2**t)), m, v


@adam.misconception(of="trajectory")
def betas_swapped(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """beta1 and beta2 are exchanged: the first belongs to the mean of g, the second to the mean of g^2."""
    b2, b1 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v


@adam.misconception(of="trajectory")
def root_forgotten(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The square root of the second moment is missing."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / (v / (1 - b2**t) + eps), m, v


@adam.misconception(of="trajectory")
def gradient_not_squared(g, m, v, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The second moment averages |g| instead of g^2."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * sym.Abs(g)
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v
