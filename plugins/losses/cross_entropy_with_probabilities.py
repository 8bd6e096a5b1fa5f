from grader import Distribution, Reals, loss, sym


@loss(
    shapes={"input": ("class",), "target": ("class",), "weight": ("class",)},
    shared=("weight",),
    optional={"weight": 1.0},
    domain={"input": Reals(-8, 8), "target": Distribution(), "weight": Reals(0.25, 2)},
    traps={"input": (1000.0, -1000.0), "weight": (0.0, 2.0**-6)},
    variants=({"label_smoothing": 0.25},),
    torch="torch.nn.functional.cross_entropy",
    forbids=("log_softmax", "nll_loss", "nll_loss2d", "nll_loss_nd", "distributions"),
)
def cross_entropy_with_probabilities(input, target, weight, *, label_smoothing=0.0):
    """Cross entropy of probabilities: minus the sum of target times log-softmax of the scores,
    weighted by class.

    Write cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0,
    reduction="mean") for scores input and probabilities target of the same shape (N, C) or (N, C,
    d1, ...), and its backward, which returns the gradient with respect to input. label_smoothing s
    makes every target (1 - s) t + s/C. The mean is divided by the number of samples, whatever the
    weights. torch's cross_entropy does this for targets of a floating-point type; targets that are
    indices are the exercise cross_entropy.

    Hint: the derivative of log-softmax_c by x_i is delta_ci - softmax_i; with weights they no
    longer add up to 1.
    """
    return -sum(q * y for q, y in zip(smooth(target, weight, label_smoothing), log_softmax(input), strict=True))


def smooth(target, weight, label_smoothing):
    """The weight of each class times its smoothed probability."""
    n = len(weight)
    return [w * ((1 - label_smoothing) * t + label_smoothing / n) for w, t in zip(weight, target, strict=True)]


def log_softmax(input):
    total = sum(sym.exp(x) for x in input)
    return [x - sym.log(total) for x in input]


def softmax(input):
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@cross_entropy_with_probabilities.stable
def largest_subtracted(input, target, weight, *, label_smoothing=0.0):
    largest = sym.Max(*input)
    total = sum(sym.exp(x - largest) for x in input)
    logs = [x - largest - sym.log(total) for x in input]
    return -sum(q * y for q, y in zip(smooth(target, weight, label_smoothing), logs, strict=True))


@cross_entropy_with_probabilities.derivative
def softmax_minus_target(input, target, weight, *, label_smoothing=0.0):
    smoothed = smooth(target, weight, label_smoothing)
    return [sum(smoothed) * y - q for y, q in zip(softmax(input), smoothed, strict=True)]


@cross_entropy_with_probabilities.misconception(of="value")
def sign_lost(input, target, weight, *, label_smoothing=0.0):
    """The minus is missing: a cross entropy is never negative."""
    return sum(q * y for q, y in zip(smooth(target, weight, label_smoothing), log_softmax(input), strict=True))


@cross_entropy_with_probabilities.misconception(of="value")
def softmax_left_out(input, target, weight, *, label_smoothing=0.0):
    """The scores are taken for log-probabilities: log_softmax is missing."""
    return -sum(q * x for q, x in zip(smooth(target, weight, label_smoothing), input, strict=True))


@cross_entropy_with_probabilities.misconception(of="value")
def divergence_instead(input, target, weight, *, label_smoothing=0.0):
    """This is the Kullback-Leibler divergence: the entropy of the target is subtracted as well."""
    smoothed = smooth(target, weight, label_smoothing)
    entropy = sum(sym.Piecewise((q * sym.log(q), q > 0), (0, True)) for q in smoothed)
    return entropy - sum(q * y for q, y in zip(smoothed, log_softmax(input), strict=True))


@cross_entropy_with_probabilities.misconception(of="value")
def mean_over_classes(input, target, weight, *, label_smoothing=0.0):
    """The terms of the classes were averaged: they are added up, and only samples are averaged."""
    smoothed = smooth(target, weight, label_smoothing)
    return -sum(q * y for q, y in zip(smoothed, log_softmax(input), strict=True)) / len(input)


@cross_entropy_with_probabilities.misconception(of="gradient")
def weights_outside_of_softmax(input, target, weight, *, label_smoothing=0.0):
    """softmax is multiplied by the sum of all weighted targets, not by the weight of its own
    class.
    """
    plain = smooth(target, [1] * len(weight), label_smoothing)
    return [w * (y - q) for w, y, q in zip(weight, softmax(input), plain, strict=True)]


@cross_entropy_with_probabilities.misconception(of="gradient")
def target_minus_softmax(input, target, weight, *, label_smoothing=0.0):
    """The gradient has the wrong sign: it is softmax minus the target."""
    return [-g for g in softmax_minus_target(input, target, weight, label_smoothing=label_smoothing)]


@cross_entropy_with_probabilities.misconception(of="gradient")
def gradient_by_the_probabilities(input, target, weight, *, label_smoothing=0.0):
    """-target / softmax is the gradient by the probabilities; by the scores it is softmax minus the
    target.
    """
    smoothed = smooth(target, weight, label_smoothing)
    return [-q / y for q, y in zip(smoothed, softmax(input), strict=True)]
