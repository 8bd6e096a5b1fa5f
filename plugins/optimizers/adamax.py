from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.8, 0.7), "eps": 1e-3},), torch="torch.optim.Adamax")
def adamax(g, m, u, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8):
    """Adamax: Adam with the largest recent gradient for the root mean square (Kingma & Ba 2014,
    Algorithm 2).

    Write the class Adamax(torch.optim.Optimizer) with Adamax(params, lr=2e-3, betas=(0.9, 0.999),
    eps=1e-8): u = max(beta2 * u, |g| + eps), as PyTorch has it, and p = p - lr / (1 - beta1^t) * m
    / u.

    Hint: a maximum needs no correction for its start at 0; the mean m does.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    u = sym.Max(b2 * u, sym.Abs(g) + eps)
    return -lr / (1 - b1**t) * m / u, m, u


def mean_and_maximum(g, m, u, betas, eps):
    b1, b2 = betas
    return b1 * m + (1 - b1) * g, sym.Max(b2 * u, sym.Abs(g) + eps)


@adamax.misconception(of="trajectory")
def bias_correction_forgotten(g, m, u, t, *, lr, betas, eps):
    """m is not divided by 1 - beta1^t: the first steps are too short."""
    m, u = mean_and_maximum(g, m, u, betas, eps)
    return -lr * m / u, m, u


@adamax.misconception(of="trajectory")
def maximum_corrected_too(g, m, u, t, *, lr, betas, eps):
    """u is a maximum and needs no correction by 1 - beta2^t."""
    b1, b2 = betas
    m, u = mean_and_maximum(g, m, u, betas, eps)
    return -lr / (1 - b1**t) * m / (u / (1 - b2**t)), m, u


@adamax.misconception(of="trajectory")
def step_counted_from_zero(g, m, u, t, *, lr, betas, eps):
    """The correction lags one step behind: t is 1 in the first step and 2 in the second, so count
    before you correct.

    With t counted from 0, the first step would divide by 0; keeping t at 1 there leaves all later
    steps one behind.
    """
    m, u = mean_and_maximum(g, m, u, betas, eps)
    return -lr / (1 - betas[0] ** sym.Max(t - 1, 1)) * m / u, m, u


@adamax.misconception(of="trajectory")
def sum_for_maximum(g, m, u, t, *, lr, betas, eps):
    """The old value and the gradient are added instead of the larger one being kept."""
    b1, b2 = betas
    m, _ = mean_and_maximum(g, m, u, betas, eps)
    u = b2 * u + sym.Abs(g) + eps
    return -lr / (1 - b1**t) * m / u, m, u


@adamax.misconception(of="trajectory")
def past_not_decayed(g, m, u, t, *, lr, betas, eps):
    """The past maximum is not multiplied by beta2: it never forgets."""
    m, u = mean_and_maximum(g, m, u, (betas[0], 1), eps)
    return -lr / (1 - betas[0] ** t) * m / u, m, u


@adamax.misconception(of="trajectory")
def gradient_squared(g, m, u, t, *, lr, betas, eps):
    """The maximum is of |g|, not of g^2."""
    b1, b2 = betas
    m, _ = mean_and_maximum(g, m, u, betas, eps)
    u = sym.Max(b2 * u, g**2 + eps)
    return -lr / (1 - b1**t) * m / u, m, u


@adamax.misconception(of="trajectory")
def betas_swapped(g, m, u, t, *, lr, betas, eps):
    """beta1 and beta2 are exchanged: the first belongs to the mean, the second to the maximum."""
    m, u = mean_and_maximum(g, m, u, betas[::-1], eps)
    return -lr / (1 - betas[1] ** t) * m / u, m, u


@adamax.misconception(of="trajectory")
def mean_not_kept(g, m, u, t, *, lr, betas, eps):
    """The mean starts from 0 again in every step: keep it in self.state[p]."""
    m, u = mean_and_maximum(g, 0, u, betas, eps)
    return -lr / (1 - betas[0] ** t) * m / u, m, u


@adamax.misconception(of="trajectory")
def maximum_not_kept(g, m, u, t, *, lr, betas, eps):
    """The maximum starts from 0 again in every step, so that it is |g| alone: keep it in
    self.state[p].
    """
    m, u = mean_and_maximum(g, m, 0, betas, eps)
    return -lr / (1 - betas[0] ** t) * m / u, m, u


@adamax.misconception(of="trajectory", convention=True)
def eps_outside_the_maximum(g, m, u, t, *, lr, betas, eps):
    """You added eps to the divisor: m / (u + eps). This exercise, like PyTorch, adds it to |g|
    inside the maximum: u = max(beta2 * u, |g| + eps). There it decays with the past, so your steps
    are shorter for tiny gradients.
    """
    m, u = mean_and_maximum(g, m, u, betas, 0)
    return -lr / (1 - betas[0] ** t) * m / (u + eps), m, u


@adamax.misconception(of="trajectory", convention=True)
def eps_forgotten(g, m, u, t, *, lr, betas):
    """You left out eps, as the paper does; this exercise, like PyTorch, has u = max(beta2 * u, |g|
    + eps). Without it a gradient that has always been 0 divides 0 by 0.
    """
    m, u = mean_and_maximum(g, m, u, betas, 0)
    return -lr / (1 - betas[0] ** t) * m / u, m, u
