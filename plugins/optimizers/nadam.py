from grader import optimizer, sym


@optimizer(
    variants=({"lr": 0.05, "betas": (0.8, 0.95), "eps": 1e-3, "momentum_decay": 0.5},),
    torch="torch.optim.NAdam",
    deviation="it keeps the product of the mu's in float32, also for parameters in float64",
)
def nadam(g, m, v, lost, t, *, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, momentum_decay=4e-3):
    """NAdam: Adam with Nesterov's look-ahead, and a momentum that grows towards beta1 (Dozat 2016,
    in PyTorch's form).

    Write the class NAdam(torch.optim.Optimizer) with NAdam(params, lr=2e-3, betas=(0.9, 0.999),
    eps=1e-8, momentum_decay=4e-3). The momentum of step t is mu_t = beta1 * (1 - 0.96^(t *
    momentum_decay) / 2), and P_t is the product of mu_1 to mu_t. The moments m and v are Adam's,
    with beta1 and beta2. Then p = p - lr * ((1 - mu_t) * g / (1 - P_t) + mu_(t+1) * m / (1 -
    P_(t+1))) / (sqrt(v / (1 - beta2^t)) + eps). Keep P in self.state[p], as a Python number or in
    the dtype of the parameter.

    Hint: P_(t+1) is P_t times the momentum of the next step; what you keep for the next step is
    P_t.

    Hint: the look-ahead is in mu_(t+1), the momentum that m will have in the next step.
    """
    b1, b2 = betas
    mu = b1 * (1 - 0.96 ** (t * momentum_decay) / 2)
    next_mu = b1 * (1 - 0.96 ** ((t + 1) * momentum_decay) / 2)
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    lost = 1 - mu * (1 - lost)  # 1 - P: unlike P, it starts at 0
    step = (1 - mu) * g / lost + next_mu * m / (1 - next_mu * (1 - lost))
    return -lr * step / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


def moments(g, m, v, betas):
    b1, b2 = betas
    return b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2


def schedule(t, b1, momentum_decay):
    return b1 * (1 - 0.96 ** (t * momentum_decay) / 2)


def mixed(g, m, mu, next_mu, lost):
    return (1 - mu) * g / lost + next_mu * m / (1 - next_mu * (1 - lost))


@nadam.misconception(of="trajectory")
def adam_instead(g, m, v, lost, t, *, lr, betas, eps):
    """This is Adam: the step has no look-ahead, it follows the corrected mean alone."""
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    return -lr * (m / (1 - b1**t)) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory", convention=True)
def constant_momentum(g, m, v, lost, t, *, lr, betas, eps):
    """You took beta1 itself for every mu, the short form of NAdam: beta1 * m / (1 - beta1^(t+1)) +
    (1 - beta1) * g / (1 - beta1^t). This exercise, like PyTorch, lets mu grow from about beta1 / 2
    towards beta1.

    With the usual momentum_decay that takes thousands of steps, in which the newest gradient counts
    for more here.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    step = (1 - b1) * g / (1 - b1**t) + b1 * m / (1 - b1 ** (t + 1))
    return -lr * step / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory")
def next_momentum_not_used(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """The mean is weighted with the momentum of this step: the look-ahead takes mu of the next
    step, t + 1.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    mu = schedule(t, b1, momentum_decay)
    lost = 1 - mu * (1 - lost)
    return -lr * mixed(g, m, mu, mu, lost) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory")
def product_not_kept(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """The product of the mu's starts from 1 again in every step: keep it in self.state[p]."""
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    mu, next_mu = schedule(t, b1, momentum_decay), schedule(t + 1, b1, momentum_decay)
    return -lr * mixed(g, m, mu, next_mu, 1 - mu) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory")
def next_momentum_kept_in_the_product(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """The product that is kept contains the momentum of the next step already, which then comes in
    twice.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    mu, next_mu = schedule(t, b1, momentum_decay), schedule(t + 1, b1, momentum_decay)
    lost = 1 - mu * (1 - lost)
    step = mixed(g, m, mu, next_mu, lost)
    return -lr * step / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, 1 - next_mu * (1 - lost)


@nadam.misconception(of="trajectory")
def corrected_by_beta1(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """The corrections use powers of beta1, as in Adam: where mu changes, they use the product of
    all mu's.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    mu, next_mu = schedule(t, b1, momentum_decay), schedule(t + 1, b1, momentum_decay)
    step = (1 - mu) * g / (1 - b1**t) + next_mu * m / (1 - b1 ** (t + 1))
    return -lr * step / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory")
def half_forgotten(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """The factor 1/2 is missing in mu = beta1 * (1 - 0.96^(t * momentum_decay) / 2): mu starts near
    0.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    mu, next_mu = (b1 * (1 - 0.96 ** (n * momentum_decay)) for n in (t, t + 1))
    lost = 1 - mu * (1 - lost)
    return -lr * mixed(g, m, mu, next_mu, lost) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory", convention=True)
def mean_with_the_schedule(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """You updated the mean with mu, as the paper does; this exercise, like PyTorch, has Adam's m =
    beta1 * m + (1 - beta1) * g. Since mu grows only slowly towards beta1, your mean forgets faster
    for thousands of steps.
    """
    b1, b2 = betas
    mu, next_mu = schedule(t, b1, momentum_decay), schedule(t + 1, b1, momentum_decay)
    m, v = moments(g, m, v, (mu, b2))
    lost = 1 - mu * (1 - lost)
    return -lr * mixed(g, m, mu, next_mu, lost) / (sym.sqrt(v / (1 - b2**t)) + eps), m, v, lost


@nadam.misconception(of="trajectory")
def second_moment_not_corrected(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """The second moment is not divided by 1 - beta2^t: the first steps are far too long."""
    b1, _b2 = betas
    m, v = moments(g, m, v, betas)
    mu, next_mu = schedule(t, b1, momentum_decay), schedule(t + 1, b1, momentum_decay)
    lost = 1 - mu * (1 - lost)
    return -lr * mixed(g, m, mu, next_mu, lost) / (sym.sqrt(v) + eps), m, v, lost


@nadam.misconception(of="trajectory", convention=True)
def eps_inside_the_root(g, m, v, lost, t, *, lr, betas, eps, momentum_decay):
    """You added eps under the root: sqrt(v_hat + eps). This exercise, like PyTorch, adds it
    outside: sqrt(v_hat) + eps.

    For gradients of usual size both agree. Under the root eps counts as its own square root, 1e-4
    for 1e-8: with you, gradients far below 1e-4 hardly move a parameter; here all those far above
    1e-8 take nearly full steps.
    """
    b1, b2 = betas
    m, v = moments(g, m, v, betas)
    mu, next_mu = schedule(t, b1, momentum_decay), schedule(t + 1, b1, momentum_decay)
    lost = 1 - mu * (1 - lost)
    return -lr * mixed(g, m, mu, next_mu, lost) / sym.sqrt(v / (1 - b2**t) + eps), m, v, lost
