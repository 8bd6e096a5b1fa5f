from grader import Classes, Reals, loss, sym


@loss(
    shapes={"input": ("class",), "weight": ("class",)},
    shared=("weight",),
    optional={"weight": 1.0},
    domain={"input": Reals(-8, 0), "target": Classes(ignored="ignore_index"), "weight": Reals(0.25, 2)},
    traps={"weight": (0.0, 2.0**-6)},
    variants=({"ignore_index": 1},),
    torch="torch.nn.functional.nll_loss",
    forbids=("nll_loss2d", "nll_loss_nd", "cross_entropy"),
)
def nll_loss(input, target, weight, *, ignore_index=-100):
    """Negative log-likelihood: minus the log-probability of the right class, weighted by class.

    Write nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean") for input of
    shape (N, C) or (N, C, d1, ...) with log-probabilities and target of shape (N) or (N, d1, ...)
    with the indices of classes, and its backward, which returns the gradient with respect to input.
    Without weight all classes count 1. Samples whose target is ignore_index cost nothing. The mean
    is divided by the weights of the samples that count, added up.

    Hint: only one entry of every row has a gradient that is not 0: that of the right class.

    Hint: pick entries with gather or take_along_dim, along dimension 1; ignore_index is no index to
    gather at.
    """
    return -sym.take(weight, target) * sym.take(input, target) * counts(target, ignore_index)


def counts(target, ignore_index):
    return sym.Piecewise((0, sym.Eq(target, ignore_index)), (1, True))


@nll_loss.mean_weight
def weight_of_the_class(input, target, weight, *, ignore_index=-100):
    return sym.take(weight, target) * counts(target, ignore_index)


@nll_loss.derivative
def one_entry(input, target, weight, *, ignore_index=-100):
    w = sym.take(weight, target) * counts(target, ignore_index)
    return [sym.Piecewise((-w, sym.Eq(target, i)), (0, True)) for i in range(len(input))]


@nll_loss.misconception(of="value")
def sign_lost(input, target, weight, *, ignore_index=-100):
    """The minus is missing: log-probabilities are negative, and the loss of a bad prediction is
    large.
    """
    return sym.take(weight, target) * sym.take(input, target) * counts(target, ignore_index)


@nll_loss.misconception(of="value")
def weight_lost(input, target, weight, *, ignore_index=-100):
    """The weight of the class is not applied: every class counts 1."""
    return -sym.take(input, target) * counts(target, ignore_index)


@nll_loss.misconception(of="value")
def logarithm_taken_again(input, target, weight, *, ignore_index=-100):
    """The input already holds logarithms: do not take -log of it again."""
    logs = [sym.log(-x) for x in input]
    return -sym.take(weight, target) * sym.take(logs, target) * counts(target, ignore_index)


@nll_loss.misconception(of="value")
def all_classes_counted(input, target, weight, *, ignore_index=-100):
    """All entries of the row are added up; only that of the right class belongs to the loss."""
    return -sym.take(weight, target) * sum(input) * counts(target, ignore_index)


@nll_loss.misconception(of="value")
def ignored_samples_counted(input, target, weight, *, ignore_index=-100):
    """Samples whose target is ignore_index must cost nothing; here they count like all others."""
    return -sym.take(weight, target) * sym.take(input, target)


@nll_loss.misconception(of="gradient")
def sign_lost_in_the_gradient(input, target, weight, *, ignore_index=-100):
    """The gradient has the wrong sign: raising the log-probability of the right class lowers the
    loss.
    """
    return [-g for g in one_entry(input, target, weight, ignore_index=ignore_index)]


@nll_loss.misconception(of="gradient")
def weight_lost_in_the_gradient(input, target, weight, *, ignore_index=-100):
    """The weight of the class is missing in the gradient: it is -w at the right class, not -1."""
    w = counts(target, ignore_index)
    return [sym.Piecewise((-w, sym.Eq(target, i)), (0, True)) for i in range(len(input))]


@nll_loss.misconception(of="gradient")
def gradient_by_the_scores(input, target, weight, *, ignore_index=-100):
    """softmax minus one-hot is the gradient of cross entropy by the scores; the input of this loss
    are log-probabilities.
    """
    w = sym.take(weight, target) * counts(target, ignore_index)
    total = sum(sym.exp(x) for x in input)
    return [w * (sym.exp(x) / total - sym.Piecewise((1, sym.Eq(target, i)), (0, True))) for i, x in enumerate(input)]
