from grader import Depending, Probabilities, Reals, loss, sym


@loss(
    domain={
        "input": Reals(-8, 0),
        "target": Depending("log_target", {False: Probabilities(closed=True), True: Reals(-8, 0)}),
    },
    reductions=("none", "mean", "sum", "batchmean"),
    variants=({"log_target": True},),
    torch="torch.nn.functional.kl_div",
)
def kl_div(input, target, *, log_target=False):
    """Kullback-Leibler divergence of a prediction, given as log-probabilities, from a target:
    target (log target - input).

    Write kl_div(input, target, log_target=False, reduction="mean") and its backward, which returns
    the gradient with respect to input. The first argument is the logarithm of the prediction; with
    log_target=True the second holds logarithms as well, else a target of 0 costs 0.
    reduction="batchmean" divides the sum by the length of dimension 0, which is the divergence's
    usual mean over a batch; reduction="mean" divides by the number of elements.

    Hint: the term target log target does not depend on the input.

    Hint: torch.xlogy(t, t) is t log t, and 0 at t = 0.
    """
    return pointwise(input, target, log_target)


def pointwise(input, target, log_target):
    if log_target:
        return sym.exp(target) * (target - input)
    return sym.Piecewise((target * (sym.log(target) - input), target > 0), (0, True))


@kl_div.stable
def multiplied_out(input, target, *, log_target=False):
    if log_target:
        return sym.exp(target) * target - sym.exp(target) * input
    return sym.Piecewise((target * sym.log(target) - target * input, target > 0), (0, True))


@kl_div.derivative
def minus_target(input, target, *, log_target=False):
    return -sym.exp(target) if log_target else -target


@kl_div.misconception(of="value")
def arguments_exchanged(input, target, *, log_target=False):
    """The arguments are exchanged: this is the divergence of the target from the prediction,
    exp(input) (input - log target). torch takes the prediction first.
    """
    return sym.exp(input) * (input - (target if log_target else sym.log(target)))


@kl_div.misconception(of="value")
def logarithm_of_the_input(input, target, *, log_target=False):
    """The input already holds logarithms: it was taken for probabilities, and its logarithm for the
    prediction.
    """
    weight, log = (sym.exp(target), target) if log_target else (target, sym.log(target))
    return weight * (log - sym.log(-input))


@kl_div.misconception(of="value")
def cross_entropy_instead(input, target, *, log_target=False):
    """This is the cross entropy -target input: the entropy of the target, target log target, is
    missing.
    """
    return -(sym.exp(target) if log_target else target) * input


@kl_div.misconception(of="value")
def sign_turned(input, target, *, log_target=False):
    """The difference is turned round: it is log target - input."""
    return -pointwise(input, target, log_target)


@kl_div.misconception(of="value")
def log_target_ignored(input, target, *, log_target=False):
    """With log_target=True the target holds logarithms: the weight is exp(target), and no logarithm
    is taken.
    """
    return pointwise(input, target, False)


@kl_div.misconception(of="gradient")
def sign_lost(input, target, *, log_target=False):
    """The gradient by the input is -target: raising the log-probability of the target lowers the
    divergence.
    """
    return sym.exp(target) if log_target else target


@kl_div.misconception(of="gradient")
def derivative_by_the_target(input, target, *, log_target=False):
    """This is the derivative by the target, log target - input + 1; the gradient is asked by the
    input.
    """
    return (sym.exp(target) * (target - input + 1)) if log_target else sym.log(target) - input + 1


@kl_div.misconception(of="gradient")
def gradient_by_the_probability(input, target, *, log_target=False):
    """-target / p is the gradient by the prediction p itself; the input is log p, and p cancels."""
    return -(sym.exp(target) if log_target else target) / sym.exp(input)


@kl_div.misconception(of="gradient")
def exponential_of_log_target_lost(input, target, *, log_target=False):
    """With log_target=True the weight is exp(target): here it is the logarithm itself."""
    return -target
