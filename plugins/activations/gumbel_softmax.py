from grader import GumbelNoise, Reals, rowwise, sym


def sums(logits, noise):
    return [x + g for x, g in zip(logits, noise, strict=True)]


def probabilities(logits, noise, tau):
    scores = sums(logits, noise)
    # how far below the largest
    below = [sym.Max(*(t - s for t in scores), evaluate=False) for s in scores]
    exponentials = [sym.exp(-x / tau) for x in below]
    return [e / sum(exponentials) for e in exponentials]


def largest(logits, noise):
    """1 at the first of the largest entries, 0 elsewhere."""
    scores = sums(logits, noise)
    conditions = [
        sym.And(*(y < s for y in scores[:i]), *(y <= s for y in scores[i + 1 :])) for i, s in enumerate(scores)
    ]
    return [sym.Piecewise((1, condition), (0, True)) for condition in conditions]


@rowwise(
    domain={"logits": Reals(-4, 4), "noise": GumbelNoise()},
    traps={"logits": (0.0, 100.0, -100.0)},
    wrt=("logits",),
    variants=({"tau": 0.5}, {"hard": True}, {"tau": 2.0, "hard": True}),
    forbids=(
        "gumbel_softmax",
        "softmax",
        "log_softmax",
        "softmin",
        "scaled_dot_product_attention",
        "scaled_dot_product_flash_attention_for_cpu",
    ),
)
def gumbel_softmax(logits, noise, *, tau=1.0, hard=False):
    """Gumbel-softmax: a differentiable sample of a category (Jang et al. 2017, equation 2).

    Write gumbel_softmax(logits, noise, dim, tau=1.0, hard=False) = softmax((logits + noise) / tau)
    along the dimension dim, for noise that has been drawn from the Gumbel distribution (that is the
    exercise gumbel_noise), and gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0,
    hard=False), the gradient with respect to logits. With hard=True the result is one-hot, 1 at the
    largest entry (at the first, if there are several), and its gradient that of the soft sample: a
    straight-through estimator.

    Hint: the inner derivative of (logits + noise) / tau is 1 / tau.

    Hint: soft + (one_hot - soft).detach() has the value of one_hot, up to rounding, and the
    gradient of soft.
    """
    return largest(logits, noise) if hard else soft_sample(logits, noise, tau=tau)


@gumbel_softmax.surrogate
def soft_sample(logits, noise, *, tau=1.0):
    exponentials = [sym.exp(s / tau) for s in sums(logits, noise)]
    return [e / sum(exponentials) for e in exponentials]


@gumbel_softmax.stable
def largest_subtracted(logits, noise, *, tau=1.0, hard=False):
    return largest(logits, noise) if hard else probabilities(logits, noise, tau)


@gumbel_softmax.derivative
def jacobian(logits, noise, *, tau=1.0):
    y = probabilities(logits, noise, tau)
    return [[y_i * ((1 if i == j else 0) - y_j) / tau for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@gumbel_softmax.misconception(of="value")
def noise_left_out(logits, noise, *, tau=1.0, hard=False):
    """The noise is not added: this is softmax with a temperature, and no sample."""
    none = [0 for _ in noise]
    return largest(logits, none) if hard else probabilities(logits, none, tau)


@gumbel_softmax.misconception(of="value")
def noise_subtracted(logits, noise, *, tau=1.0, hard=False):
    """The noise is subtracted: it must be added, since Gumbel's distribution is not symmetric."""
    turned = [-g for g in noise]
    return largest(logits, turned) if hard else probabilities(logits, turned, tau)


@gumbel_softmax.misconception(of="value")
def noise_not_divided_by_tau(logits, noise, *, tau=1.0, hard=False):
    """Only the logits are divided by tau: the noise has to be added before."""
    scaled = [x / tau for x in logits]
    return largest(scaled, noise) if hard else probabilities(scaled, noise, 1)


@gumbel_softmax.misconception(of="value")
def multiplied_by_tau(logits, noise, *, tau=1.0, hard=False):
    """The scores are multiplied by tau: a small tau must make the sample sharper, so they are
    divided.
    """
    return largest(logits, noise) if hard else probabilities(logits, noise, 1 / tau)


@gumbel_softmax.misconception(of="value")
def never_hard(logits, noise, *, tau=1.0, hard=False):
    """hard=True asks for a one-hot result; this is the soft sample."""
    return probabilities(logits, noise, tau)


@gumbel_softmax.misconception(of="gradient")
def factor_of_tau_inverted(logits, noise, *, tau=1.0):
    """The inner derivative of (logits + noise) / tau is 1 / tau, not tau."""
    y = probabilities(logits, noise, tau)
    return [[y_i * ((1 if i == j else 0) - y_j) * tau for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@gumbel_softmax.misconception(of="gradient", note="004:291")
def factor_of_tau_lost(logits, noise, *, tau=1.0):
    """The inner derivative 1 / tau of (logits + noise) / tau is missing."""
    y = probabilities(logits, noise, tau)
    return [[y_i * ((1 if i == j else 0) - y_j) for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@gumbel_softmax.misconception(of="gradient")
def hard_sample_has_no_gradient(logits, noise, *, tau=1.0, hard=False):
    """The one-hot sample was differentiated, which gives 0: the straight-through gradient is that
    of the soft one.
    """
    y = probabilities(logits, noise, tau)
    scale = 0 if hard else 1 / tau
    return [[y_i * ((1 if i == j else 0) - y_j) * scale for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@gumbel_softmax.misconception(of="gradient")
def diagonal_only(logits, noise, *, tau=1.0):
    """Every output depends on every logit: the entries beside the diagonal, -y_i y_j / tau, are
    missing.
    """
    y = probabilities(logits, noise, tau)
    return [[y_i * (1 - y_i) / tau if i == j else 0 for j in range(len(y))] for i, y_i in enumerate(y)]
