from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3},))
def adabelief(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """AdaBelief: Adam with the variance around the mean for the mean square (Zhuang et al. 2020, Algorithm 2).

    Write the class Adabelief(torch.optim.Optimizer) with Adabelief(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    s = beta2 * s + (1 - beta2) * (g - m)^2 + eps with the new m, both corrected as in Adam, and
    p = p - lr * m_hat / (sqrt(s_hat) + eps).

    Hint: the difference is taken from the mean that already contains the newest gradient.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * (g - m) ** 2 + eps
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(s / (1 - b2**t)) + eps), m, s


@adabelief.misconception(of="trajectory")
def adam_instead(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """This is Adam: the second moment is of the difference g - m, not of g."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(s / (1 - b2**t)) + eps), m, s


@adabelief.misconception(of="trajectory", convention=True)
def eps_once(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """eps is added outside the root alone; the paper and this exercise add it to s in every step as well."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * (g - m) ** 2
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(s / (1 - b2**t)) + eps), m, s


@adabelief.misconception(of="trajectory")
def old_mean(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The difference is taken from the old mean: update m first."""
    b1, b2 = betas
    new = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * (g - m) ** 2 + eps
    return -lr * (new / (1 - b1**t)) / (sym.sqrt(s / (1 - b2**t)) + eps), new, s


@adabelief.misconception(of="trajectory")
def no_bias_correction(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """Neither moment is corrected for its start at 0."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * (g - m) ** 2 + eps
    return -lr * m / (sym.sqrt(s) + eps), m, s


@adabelief.misconception(of="trajectory")
def square_lost(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """The difference g - m has to be squared."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * sym.Abs(g - m) + eps
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(s / (1 - b2**t)) + eps), m, s
