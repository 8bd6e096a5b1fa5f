from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3},))
def adabelief(g, m, s, t, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
    """AdaBelief: Adam with the variance around the mean for the mean square (Zhuang et al. 2020,
    Algorithm 2).

    Write the class Adabelief(torch.optim.Optimizer) with Adabelief(params, lr=1e-3, betas=(0.9,
    0.999), eps=1e-8): s = beta2 * s + (1 - beta2) * (g - m)^2 + eps with the new m, both corrected
    as in Adam, and p = p - lr * m_hat / (sqrt(s_hat) + eps).

    Hint: the difference is taken from the mean that already contains the newest gradient.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * (g - m) ** 2 + eps
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(s / (1 - b2**t)) + eps), m, s


def moments(g, m, s, betas, eps):
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    return m, b2 * s + (1 - b2) * (g - m) ** 2 + eps


def corrected(m, s, t, betas):
    b1, b2 = betas
    return m / (1 - b1**t), s / (1 - b2**t)


@adabelief.misconception(of="trajectory")
def adam_instead(g, m, s, t, *, lr, betas, eps):
    """This is Adam: the second moment is of the difference g - m, not of g."""
    b1, b2 = betas
    m, s = b1 * m + (1 - b1) * g, b2 * s + (1 - b2) * g**2
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory")
def square_lost(g, m, s, t, *, lr, betas, eps):
    """The difference g - m has to be squared."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * sym.Abs(g - m) + eps
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory")
def old_mean(g, m, s, t, *, lr, betas, eps):
    """The difference is taken from the old mean: update m first."""
    b1, b2 = betas
    s = b2 * s + (1 - b2) * (g - m) ** 2 + eps
    m = b1 * m + (1 - b1) * g
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory", convention=True)
def eps_once(g, m, s, t, *, lr, betas, eps):
    """You added eps outside the root alone; this exercise, like the paper, adds it to s in every
    step as well.

    There the eps in s outweighs the one outside: wherever gradients vary by less than the root of
    eps, your steps are longer than the ones asked for.
    """
    m, s = moments(g, m, s, betas, 0)
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory", convention=True)
def eps_inside_alone(g, m, s, t, *, lr, betas, eps):
    """You added eps to s alone; this exercise, like the paper, adds it to the root of the corrected
    s as well. Your steps are longer, most of all where gradients hardly vary.
    """
    m, s = moments(g, m, s, betas, eps)
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / sym.sqrt(s_hat), m, s


@adabelief.misconception(of="trajectory")
def no_bias_correction(g, m, s, t, *, lr, betas, eps):
    """Neither moment is corrected for its start at 0."""
    m, s = moments(g, m, s, betas, eps)
    return -lr * m / (sym.sqrt(s) + eps), m, s


@adabelief.misconception(of="trajectory")
def first_moment_not_corrected(g, m, s, t, *, lr, betas, eps):
    """The mean is not divided by 1 - beta1^t: the first step is only 1 - beta1 of what it should
    be.
    """
    m, s = moments(g, m, s, betas, eps)
    _, s_hat = corrected(m, s, t, betas)
    return -lr * m / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory")
def second_moment_not_corrected(g, m, s, t, *, lr, betas, eps):
    """The variance is not divided by 1 - beta2^t: the first steps are far too long."""
    m, s = moments(g, m, s, betas, eps)
    m_hat, _ = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s) + eps), m, s


@adabelief.misconception(of="trajectory")
def corrected_mean_subtracted(g, m, s, t, *, lr, betas, eps):
    """The difference is taken from the corrected mean: it is g - m with m as it is kept, before its
    correction.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    s = b2 * s + (1 - b2) * (g - m / (1 - b1**t)) ** 2 + eps
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory")
def betas_swapped(g, m, s, t, *, lr, betas, eps):
    """beta1 and beta2 are exchanged: the first belongs to the mean, the second to the variance."""
    m, s = moments(g, m, s, betas[::-1], eps)
    m_hat, s_hat = corrected(m, s, t, betas[::-1])
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory")
def moments_not_kept(g, m, s, t, *, lr, betas, eps):
    """Mean and variance start from 0 again in every step, while t is counted on: keep them in
    self.state[p].
    """
    m, s = moments(g, 0, 0, betas, eps)
    m_hat, s_hat = corrected(m, s, t, betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s


@adabelief.misconception(of="trajectory")
def step_counted_from_zero(g, m, s, t, *, lr, betas, eps):
    """The correction lags one step behind: t is 1 in the first step and 2 in the second, so count
    before you correct.

    With t counted from 0, the first step would divide by 0; keeping t at 1 there leaves all later
    steps one behind.
    """
    m, s = moments(g, m, s, betas, eps)
    m_hat, s_hat = corrected(m, s, sym.Max(t - 1, 1), betas)
    return -lr * m_hat / (sym.sqrt(s_hat) + eps), m, s
