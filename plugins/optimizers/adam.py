from grader import optimizer, sym


@optimizer(
    variants=(
        {"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3, "weight_decay": 0.2},
        {"lr": 0.02, "betas": (0.7, 0.6), "amsgrad": True},
    ),
    torch="torch.optim.Adam",
    forbids=("adamw",),
)
def adam(g, m, v, largest, t, p, *, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, amsgrad=False):
    """Adam: momentum over a running root mean square, both corrected for their start at 0 (Kingma &
    Ba 2014, Algorithm 1).

    Write the class Adam(torch.optim.Optimizer) with Adam(params, lr=1e-3, betas=(0.9, 0.999),
    eps=1e-8, weight_decay=0.0, amsgrad=False). Keep the moments and the step count in
    self.state[p], so that state_dict() carries them. eps is added outside the square root.
    weight_decay * p is added to the gradient before anything else. With amsgrad=True the largest
    second moment so far takes the place of the second moment under the root: the maximum is taken
    before the correction by 1 - beta2^t.

    Hint: both moments start at 0 and are therefore too small at first; dividing by 1 - beta^t
    repairs both, and both must be used.

    Hint: t counts from 1: with t = 0 the correction divides by 0.
    """
    b1, b2 = betas
    g = g + weight_decay * p
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    largest = sym.Max(largest, v) if amsgrad else v
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(largest / (1 - b2**t)) + eps), m, v, largest


def moments(g, m, v, largest, betas, amsgrad):
    b1, b2 = betas
    v = b2 * v + (1 - b2) * g**2
    return b1 * m + (1 - b1) * g, v, sym.Max(largest, v) if amsgrad else v


def corrected(m, v, t, betas):
    b1, b2 = betas
    return m / (1 - b1**t), v / (1 - b2**t)


@adam.misconception(of="trajectory", note="001:497")
def second_moment_not_corrected(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """v and eps stand under the root together, without the correction of v: it is computed and then
    not used.

    The first step is divided by sqrt(1 - beta2) of what it should be, about a thirtieth: it is 30
    times too long.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, _ = corrected(m, v, t, betas)
    return -lr * m_hat / sym.sqrt(largest + eps), m, v, largest


@adam.misconception(of="trajectory")
def second_moment_not_corrected_eps_outside(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The second moment is not divided by 1 - beta2^t: the first steps are far too long."""
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, _ = corrected(m, v, t, betas)
    return -lr * m_hat / (sym.sqrt(largest) + eps), m, v, largest


@adam.misconception(of="trajectory")
def first_moment_not_corrected(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The first moment is not divided by 1 - beta1^t: the first step is only 1 - beta1 of what it
    should be.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    _, v_hat = corrected(m, largest, t, betas)
    return -lr * m / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def no_bias_correction(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """Neither moment is corrected for its start at 0: divide them by 1 - beta1^t and 1 -
    beta2^t.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    return -lr * m / (sym.sqrt(largest) + eps), m, v, largest


@adam.misconception(of="trajectory")
def step_counted_from_zero(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The correction lags one step behind: t is 1 in the first step and 2 in the second, so count
    before you correct.

    With t counted from 0, the first step would divide by 0; keeping t at 1 there leaves all later
    steps one behind.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, sym.Max(t - 1, 1), betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def step_counted_from_two(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The correction is one step ahead: t starts at 1 and is increased before it is used. It has to
    be 1 at first.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t + 1, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def moments_not_kept(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The moments start from 0 again in every step, while t is counted on: keep them in
    self.state[p].
    """
    m, v, largest = moments(g + weight_decay * p, 0, 0, 0, betas, amsgrad=False)
    m_hat, v_hat = corrected(m, v, t, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def state_not_kept(g, m, v, largest, t, p, *, lr, eps, weight_decay):
    """Moments and step count start anew in every step, so that every step is a first one: g / (|g|
    + eps).

    Make the state only if self.state[p] is still empty.
    """
    g = g + weight_decay * p
    return -lr * g / (sym.Abs(g) + eps), g, g, g


@adam.misconception(of="trajectory", convention=True)
def eps_inside_the_root(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """You added eps under the root: sqrt(v_hat + eps). This exercise, like the paper and PyTorch,
    adds it outside: sqrt(v_hat) + eps.

    For gradients of usual size both agree. Under the root eps counts as its own square root, 1e-4
    for 1e-8: with you, gradients far below 1e-4 hardly move a parameter; here all those far above
    1e-8 take nearly full steps.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * m_hat / sym.sqrt(v_hat + eps), m, v, largest


@adam.misconception(of="trajectory", convention=True)
def eps_before_the_correction(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """You added eps to the root of the uncorrected moment and corrected lr instead: lr * sqrt(1 -
    beta2^t) / (1 - beta1^t) * m / (sqrt(v) + eps), the short form in the paper, which TensorFlow
    has. This exercise adds eps to the root of the corrected moment.

    Your eps counts 1 / sqrt(1 - beta2^t) times as much, about 30 times in the first step: tiny
    gradients move less.
    """
    b1, b2 = betas
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    return -lr * sym.sqrt(1 - b2**t) / (1 - b1**t) * m / (sym.sqrt(largest) + eps), m, v, largest


@adam.misconception(of="trajectory")
def eps_forgotten(g, m, v, largest, t, p, *, lr, betas, weight_decay, amsgrad):
    """eps is missing: tiny gradients then take full steps, and a gradient of 0 divides 0 by 0."""
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * m_hat / sym.sqrt(v_hat), m, v, largest


@adam.misconception(of="trajectory")
def betas_swapped(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """beta1 and beta2 are exchanged: the first belongs to the mean of g, the second to the mean of
    g^2.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas[::-1], amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas[::-1])
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def root_forgotten(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The square root of the second moment is missing."""
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * m_hat / (v_hat + eps), m, v, largest


@adam.misconception(of="trajectory")
def gradient_not_squared(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The second moment averages |g| instead of g^2."""
    b1, b2 = betas
    g = g + weight_decay * p
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * sym.Abs(g)
    largest = sym.Max(largest, v) if amsgrad else v
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def decay_decoupled(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """This is AdamW, which takes the decay from the parameter itself; Adam adds weight_decay * p to
    the gradient.

    There the moments see the decay, and the root divides it: parameters with large gradients decay
    less.
    """
    m, v, largest = moments(g, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * (m_hat / (sym.sqrt(v_hat) + eps) + weight_decay * p), m, v, largest


@adam.misconception(of="trajectory")
def decay_ignored(g, m, v, largest, t, p, *, lr, betas, eps, amsgrad):
    """weight_decay has no effect: weight_decay * p belongs to the gradient."""
    m, v, largest = moments(g, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def decay_with_wrong_sign(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """The decay has the wrong sign: it drives parameters away from 0."""
    m, v, largest = moments(g - weight_decay * p, m, v, largest, betas, amsgrad)
    m_hat, v_hat = corrected(m, largest, t, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory", convention=True)
def maximum_of_corrected_moments(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """You took amsgrad's maximum of the corrected moments v / (1 - beta2^t), as Optax does. This
    exercise, like PyTorch, takes the maximum of v and corrects that.

    The correction is largest in the first steps: with you, a large gradient there shortens all
    steps that follow.
    """
    m, v, _ = moments(g + weight_decay * p, m, v, largest, betas, amsgrad=False)
    m_hat, v_hat = corrected(m, v, t, betas)
    largest = sym.Max(largest, v_hat) if amsgrad else v_hat
    return -lr * m_hat / (sym.sqrt(largest) + eps), m, v, largest


@adam.misconception(of="trajectory")
def maximum_not_kept(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay):
    """amsgrad=True has no effect: the largest second moment so far has to be kept in self.state[p],
    and to be used.
    """
    m, v, largest = moments(g + weight_decay * p, m, v, largest, betas, amsgrad=False)
    m_hat, v_hat = corrected(m, v, t, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest


@adam.misconception(of="trajectory")
def maximum_kept_as_the_moment(g, m, v, largest, t, p, *, lr, betas, eps, weight_decay, amsgrad):
    """With amsgrad=True the maximum replaces the second moment: v has to go on by itself, beside
    its maximum.
    """
    m, new, _ = moments(g + weight_decay * p, m, v, largest, betas, amsgrad=False)
    v = sym.Max(v, new) if amsgrad else new
    m_hat, v_hat = corrected(m, v, t, betas)
    return -lr * m_hat / (sym.sqrt(v_hat) + eps), m, v, largest
