from grader import optimizer, sym


@optimizer(variants=({"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.2},), torch="torch.optim.AdamW")
def adamw(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """AdamW: Adam with the weight decay taken out of the gradient (Loshchilov & Hutter 2019, Algorithm 2).

    Write the class AdamW(torch.optim.Optimizer) with AdamW(params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8,
    weight_decay=1e-2). The decay lr * weight_decay * p is subtracted from the parameter itself and does not enter the
    moments.

    Hint: decay the parameter as it was before the step; the moments see the gradient alone.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps)
    return -lr * (step + weight_decay * p), m, v


@adamw.misconception(of="trajectory", note="001:543")
def second_moment_not_corrected(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """The step is Adam's with the corrected second moment computed and not used: v stands under the root, and eps with
    it.
    """
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = (m / (1 - b1**t)) / sym.sqrt(v + eps)
    return -lr * (step + weight_decay * p), m, v


@adamw.misconception(of="trajectory", note="001:553")
def decay_coupled(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """The decay was added to the gradient, which is L2 regularisation: AdamW decays the parameter itself."""
    b1, b2 = betas
    g = g + weight_decay * p
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v


@adamw.misconception(of="trajectory", convention=True)
def decay_not_scaled_by_lr(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """The decay is not multiplied by lr; this exercise, like PyTorch, subtracts lr * weight_decay * p."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps)
    return -lr * step - weight_decay * p, m, v


@adamw.misconception(of="trajectory")
def decay_forgotten(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """This is Adam: the decay is missing."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps)
    return -lr * step, m, v


@adamw.misconception(of="trajectory")
def decay_with_wrong_sign(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """The decay has the wrong sign: it drives parameters away from 0."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps)
    return -lr * (step - weight_decay * p), m, v


@adamw.misconception(of="trajectory")
def no_bias_correction(g, m, v, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
    """Neither moment is corrected for its start at 0."""
    b1, b2 = betas
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    step = m / (sym.sqrt(v) + eps)
    return -lr * (step + weight_decay * p), m, v
