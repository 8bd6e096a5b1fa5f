from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.8, 0.7), "eps": 1e-3},), torch="torch.optim.Adamax")
def adamax(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """Adamax: Adam with the largest recent gradient for the root mean square (Kingma & Ba 2014, Algorithm 2).

    Write the class Adamax(torch.optim.Optimizer) with Adamax(params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    u = max(beta2 * u, |g| + eps), as PyTorch has it, and p = p - lr / (1 - beta1^t) * m / u.

    Hint: a maximum needs no correction for its start at 0; the mean m does.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    u = sym.Max(b2 * u, sym.Abs(g) + eps)
    return -lr / (1 - b1**t) * m / u, m, u


@adamax.misconception(of="trajectory")
def bias_correction_forgotten(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """m is not divided by 1 - beta1^t: the first steps are too short."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    u = sym.Max(b2 * u, sym.Abs(g) + eps)
    return -lr * m / u, m, u


@adamax.misconception(of="trajectory")
def maximum_corrected_too(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """u is a maximum and needs no correction by 1 - beta2^t."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    u = sym.Max(b2 * u, sym.Abs(g) + eps)
    return -lr / (1 - b1**t) * m / (u / (1 - b2**t)), m, u


@adamax.misconception(of="trajectory")
def sum_for_maximum(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """The old value and the gradient are added instead of the larger one being kept."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    u = b2 * u + sym.Abs(g) + eps
    return -lr / (1 - b1**t) * m / u, m, u


@adamax.misconception(of="trajectory")
def past_not_decayed(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """The past maximum is not multiplied by beta2: it never forgets."""
    b1, _b2 = betas
    m = b1 * m + (1 - b1) * g
    u = sym.Max(u, sym.Abs(g) + eps)
    return -lr / (1 - b1**t) * m / u, m, u


@adamax.misconception(of="trajectory")
def gradient_squared(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """The maximum is of |g|, not of g^2."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    u = sym.Max(b2 * u, g**2 + eps)
    return -lr / (1 - b1**t) * m / u, m, u
