from grader import Classes, Reals, loss, sym


@loss(
    shapes={"input": ("class",), "weight": ("class",)},
    shared=("weight",),
    optional={"weight": 1.0},
    domain={"input": Reals(-8, 8), "target": Classes(ignored="ignore_index"), "weight": Reals(0.25, 2)},
    traps={"input": (1000.0, -1000.0), "weight": (0.0, 2.0**-6)},
    variants=({"ignore_index": 1}, {"label_smoothing": 0.25}),
    torch="torch.nn.functional.cross_entropy",
    forbids=("log_softmax", "nll_loss", "nll_loss2d", "nll_loss_nd", "distributions"),
)
def cross_entropy(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """Cross entropy of class indices: minus the log-softmax of the right class's score, weighted by
    class.

    Write cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0,
    reduction="mean") for scores input of shape (N, C) or (N, C, d1, ...) and target of shape (N) or
    (N, d1, ...) with the indices of classes, and its backward, which returns the gradient with
    respect to input. With label_smoothing s the right class has the probability 1 - s + s/C and
    every other class s/C; each class's term has its own weight. Samples whose target is
    ignore_index cost nothing. The mean is divided by the weights of the target classes of the
    samples that count, added up. Targets that are probabilities are another exercise,
    cross_entropy_with_probabilities.

    Hint: take log_softmax, never the logarithm of softmax: it is log 0 for scores far apart.

    Hint: without weights and smoothing the gradient is softmax minus one-hot.
    """
    smoothed = smooth(target, weight, label_smoothing)
    return -sum(q * y for q, y in zip(smoothed, log_softmax(input), strict=True)) * counts(target, ignore_index)


def counts(target, ignore_index):
    return sym.Piecewise((0, sym.Eq(target, ignore_index)), (1, True))


def one_hot(target, classes):
    return [sym.Piecewise((1, sym.Eq(target, i)), (0, True)) for i in range(classes)]


def smooth(target, weight, label_smoothing):
    """The weight of each class times the probability that smoothing gives it."""
    n = len(weight)
    hot = one_hot(target, n)
    return [w * ((1 - label_smoothing) * h + label_smoothing / n) for w, h in zip(weight, hot, strict=True)]


def log_softmax(input):
    total = sum(sym.exp(x) for x in input)
    return [x - sym.log(total) for x in input]


def softmax(input):
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@cross_entropy.stable
def largest_subtracted(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    largest = sym.Max(*input)
    total = sum(sym.exp(x - largest) for x in input)
    logs = [x - largest - sym.log(total) for x in input]
    smoothed = smooth(target, weight, label_smoothing)
    return -sum(q * y for q, y in zip(smoothed, logs, strict=True)) * counts(target, ignore_index)


@cross_entropy.mean_weight
def weight_of_the_class(input, target, weight, *, ignore_index=-100):
    return sym.take(weight, target) * counts(target, ignore_index)


@cross_entropy.derivative
def softmax_minus_target(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    smoothed, counted = smooth(target, weight, label_smoothing), counts(target, ignore_index)
    return [(sum(smoothed) * y - q) * counted for y, q in zip(softmax(input), smoothed, strict=True)]


@cross_entropy.misconception(of="value")
def sign_lost(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The minus is missing: a cross entropy is never negative."""
    return -cross_entropy.function(input, target, weight, ignore_index=ignore_index, label_smoothing=label_smoothing)


@cross_entropy.misconception(of="value")
def softmax_left_out(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The scores are taken for log-probabilities: log_softmax is missing."""
    smoothed = smooth(target, weight, label_smoothing)
    return -sum(q * x for q, x in zip(smoothed, input, strict=True)) * counts(target, ignore_index)


@cross_entropy.misconception(of="value")
def softmax_applied_twice(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The scores went through softmax before the loss, which applies it itself: it is applied
    twice.
    """
    twice = log_softmax(softmax(input))
    smoothed = smooth(target, weight, label_smoothing)
    return -sum(q * y for q, y in zip(smoothed, twice, strict=True)) * counts(target, ignore_index)


@cross_entropy.misconception(of="value")
def weight_lost(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The weight of the class is not applied: every class counts 1."""
    smoothed = smooth(target, [1] * len(weight), label_smoothing)
    return -sum(q * y for q, y in zip(smoothed, log_softmax(input), strict=True)) * counts(target, ignore_index)


@cross_entropy.misconception(of="value")
def ignored_samples_counted(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """Samples whose target is ignore_index must cost nothing; here they count like all others."""
    smoothed = smooth(target, weight, label_smoothing)
    return -sum(q * y for q, y in zip(smoothed, log_softmax(input), strict=True))


@cross_entropy.misconception(of="value")
def smoothing_over_the_others_alone(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """Smoothing spreads s over all classes, the right one included; here the other C - 1 share it,
    and it has 1 - s.
    """
    hot, n = one_hot(target, len(weight)), len(weight)
    spread = [
        w * ((1 - label_smoothing) * h + label_smoothing * (1 - h) / (n - 1)) for w, h in zip(weight, hot, strict=True)
    ]
    return -sum(q * y for q, y in zip(spread, log_softmax(input), strict=True)) * counts(target, ignore_index)


@cross_entropy.misconception(of="value")
def smoothing_not_divided(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """Smoothing gives every class s/C, not s: the probabilities must add up to 1."""
    hot = one_hot(target, len(weight))
    spread = [w * ((1 - label_smoothing) * h + label_smoothing) for w, h in zip(weight, hot, strict=True)]
    return -sum(q * y for q, y in zip(spread, log_softmax(input), strict=True)) * counts(target, ignore_index)


@cross_entropy.misconception(of="gradient")
def target_minus_softmax(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The gradient has the wrong sign: it is softmax minus the target, which pulls the right score
    up.
    """
    right = softmax_minus_target(input, target, weight, ignore_index=ignore_index, label_smoothing=label_smoothing)
    return [-g for g in right]


@cross_entropy.misconception(of="gradient")
def target_not_subtracted(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The gradient is softmax minus the target: the target is missing."""
    smoothed = smooth(target, weight, label_smoothing)
    return [sum(smoothed) * y * counts(target, ignore_index) for y in softmax(input)]


@cross_entropy.misconception(of="gradient")
def right_class_alone(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """All scores have a gradient, since all of them are in softmax's denominator; here only the
    right class has one.
    """
    right = softmax_minus_target(input, target, weight, ignore_index=ignore_index, label_smoothing=label_smoothing)
    return [g * h for g, h in zip(right, one_hot(target, len(weight)), strict=True)]


@cross_entropy.misconception(of="gradient")
def gradient_by_the_probabilities(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """-target / softmax is the gradient by the probabilities; by the scores it is softmax minus the
    target.
    """
    smoothed = smooth(target, weight, label_smoothing)
    return [-q / y * counts(target, ignore_index) for q, y in zip(smoothed, softmax(input), strict=True)]


@cross_entropy.misconception(of="gradient")
def smoothing_left_out_of_the_gradient(input, target, weight, *, ignore_index=-100, label_smoothing=0.0):
    """The gradient is softmax minus the smoothed target; here one-hot is subtracted."""
    hot = smooth(target, weight, 0)
    return [(sum(hot) * y - q) * counts(target, ignore_index) for y, q in zip(softmax(input), hot, strict=True)]
