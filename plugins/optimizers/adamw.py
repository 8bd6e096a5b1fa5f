from grader import optimizer, sym


@optimizer(
    variants=({"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.2},),
    torch="torch.optim.AdamW",
    forbids=("adam",),
)
def adamw(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """AdamW: Adam with the weight decay taken out of the gradient (Loshchilov & Hutter 2019,
    Algorithm 2).

    Write the class AdamW(torch.optim.Optimizer) with AdamW(params, lr=1e-3, betas=(0.9, 0.999),
    eps=1e-8, weight_decay=1e-2). The decay lr * weight_decay * p is subtracted from the parameter
    itself and does not enter the moments.

    Hint: decay the parameter as it was before the step; the moments see the gradient alone.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps)
    return -lr * (step + weight_decay * p), m, v


def moments(g, m, v, betas):
    b1, b2 = betas
    return b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2


def adam_step(m, v, t, betas, eps):
    b1, b2 = betas
    return (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps)


@adamw.misconception(of="trajectory", note="001:543")
def second_moment_not_corrected(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The step is Adam's with the corrected second moment computed and not used: v stands under the
    root, and eps with it.
    """
    m, v = moments(g, m, v, betas)
    step = m / (1 - betas[0] ** t) / sym.sqrt(v + eps)
    return -lr * (step + weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def second_moment_not_corrected_eps_outside(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The second moment is not divided by 1 - beta2^t: the first steps are far too long."""
    m, v = moments(g, m, v, betas)
    step = m / (1 - betas[0] ** t) / (sym.sqrt(v) + eps)
    return -lr * (step + weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def first_moment_not_corrected(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The first moment is not divided by 1 - beta1^t: the first step is only 1 - beta1 of what it
    should be.
    """
    m, v = moments(g, m, v, betas)
    step = m / (sym.sqrt(v / (1 - betas[1] ** t)) + eps)
    return -lr * (step + weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def no_bias_correction(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """Neither moment is corrected for its start at 0: divide them by 1 - beta1^t and 1 -
    beta2^t.
    """
    m, v = moments(g, m, v, betas)
    return -lr * (m / (sym.sqrt(v) + eps) + weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def step_counted_from_zero(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The correction lags one step behind: t is 1 in the first step and 2 in the second, so count
    before you correct.

    With t counted from 0, the first step would divide by 0; keeping t at 1 there leaves all later
    steps one behind.
    """
    m, v = moments(g, m, v, betas)
    return -lr * (adam_step(m, v, sym.Max(t - 1, 1), betas, eps) + weight_decay * p), m, v


@adamw.misconception(of="trajectory", convention=True)
def eps_inside_the_root(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """You added eps under the root: sqrt(v_hat + eps). This exercise, like the paper and PyTorch,
    adds it outside: sqrt(v_hat) + eps.

    For gradients of usual size both agree. Under the root eps counts as its own square root, 1e-4
    for 1e-8: with you, gradients far below 1e-4 hardly move a parameter; here all those far above
    1e-8 take nearly full steps.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    step = (m / (1 - b1**t)) / sym.sqrt(v / (1 - b2**t) + eps)
    return -lr * (step + weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def betas_swapped(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """beta1 and beta2 are exchanged: the first belongs to the mean of g, the second to the mean of
    g^2.
    """
    m, v = moments(g, m, v, betas[::-1])
    return -lr * (adam_step(m, v, t, betas[::-1], eps) + weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def moments_not_kept(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The moments start from 0 again in every step, while t is counted on: keep them in
    self.state[p].
    """
    m, v = moments(g, 0, 0, betas)
    return -lr * (adam_step(m, v, t, betas, eps) + weight_decay * p), m, v


@adamw.misconception(of="trajectory", note="001:553")
def decay_coupled(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The decay was added to the gradient, which is L2 regularisation: AdamW decays the parameter
    itself.
    """
    m, v = moments(g + weight_decay * p, m, v, betas)
    return -lr * adam_step(m, v, t, betas, eps), m, v


@adamw.misconception(of="trajectory", convention=True)
def decay_not_scaled_by_lr(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """You subtracted weight_decay * p as it is, as the paper does when its schedule multiplier is
    1; this exercise, like PyTorch, subtracts lr * weight_decay * p. Your decay stays the same when
    lr drops; here it drops with it.
    """
    m, v = moments(g, m, v, betas)
    return -lr * adam_step(m, v, t, betas, eps) - weight_decay * p, m, v


@adamw.misconception(of="trajectory")
def decay_after_the_step(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The parameter is decayed after the step has moved it; it has to be decayed as it was before
    the step.
    """
    m, v = moments(g, m, v, betas)
    step = adam_step(m, v, t, betas, eps)
    return -lr * (step + weight_decay * (p - lr * step)), m, v


@adamw.misconception(of="trajectory")
def decay_ignored(g, m, v, t, p, *, lr, betas, eps):
    """This is Adam: the decay is missing."""
    m, v = moments(g, m, v, betas)
    return -lr * adam_step(m, v, t, betas, eps), m, v


@adamw.misconception(of="trajectory")
def decay_with_wrong_sign(g, m, v, t, p, *, lr, betas, eps, weight_decay):
    """The decay has the wrong sign: it drives parameters away from 0."""
    m, v = moments(g, m, v, betas)
    return -lr * (adam_step(m, v, t, betas, eps) - weight_decay * p), m, v


adamw.fact(
    "claim",
    "AdamW decays the parameters apart from the gradient, which for adaptive methods is not L2 regularisation.",
    but={
        "AdamW is closer to standard L2 regularisation than Adam with weight decay.": (
            "001:553",
            "L2 regularisation adds its term to the gradient, as Adam does; the two are one thing for plain SGD alone.",
        )
    },
    source="Loshchilov & Hutter 2019, section 2, propositions 1 and 2",
)
