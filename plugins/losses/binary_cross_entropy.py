from grader import Probabilities, loss, sym


@loss(
    domain={"input": Probabilities(), "target": Probabilities(closed=True)},
    torch="torch.nn.functional.binary_cross_entropy",
    forbids=("binary_cross_entropy_with_logits",),
)
def binary_cross_entropy(input, target):
    """Binary cross entropy: -(t log p + (1 - t) log(1 - p)) of a probability p and a target t
    between 0 and 1.

    Write binary_cross_entropy(input, target, reduction="mean") and its backward, which returns the
    gradient with respect to input, the probability. As in PyTorch both logarithms are at least
    -100, so that the loss is finite for probabilities of exactly 0 and 1 as well; the gradient is
    asked for between them alone.

    Hint: differentiate both logarithms; over the common denominator p (1 - p) the numerator becomes
    p - t.
    """
    return -(target * log(input) + (1 - target) * log(1 - input))


def log(x):
    """The logarithm as torch's BCELoss documents it. Its derivative at 0 is a constant of torch's
    own: not asked.
    """
    return sym.Max(sym.log(x), -100)


@binary_cross_entropy.surrogate
def between_0_and_1(input, target):
    return -(target * sym.log(input) + (1 - target) * sym.log(1 - input))


@binary_cross_entropy.derivative
def over_common_denominator(input, target):
    return (input - target) / (input * (1 - input))


@binary_cross_entropy.misconception(of="value")
def sign_lost(input, target):
    """The minus in front is missing: a loss of this kind is never negative."""
    return target * log(input) + (1 - target) * log(1 - input)


@binary_cross_entropy.misconception(of="value")
def second_term_lost(input, target):
    """The term (1 - t) log(1 - p) is missing: samples of the other class cost nothing."""
    return -target * log(input)


@binary_cross_entropy.misconception(of="value")
def arguments_exchanged(input, target):
    """Prediction and target are exchanged: the logarithms are of the prediction."""
    return -(input * log(target) + (1 - input) * log(1 - target))


@binary_cross_entropy.misconception(of="gradient")
def gradient_by_the_logit(input, target):
    """p - t is the gradient with respect to the logit; with respect to p it is divided by p (1 -
    p).
    """
    return input - target


@binary_cross_entropy.misconception(of="gradient")
def sign_turned(input, target):
    """The sign is turned: it is (p - t) / (p (1 - p))."""
    return (target - input) / (input * (1 - input))


@binary_cross_entropy.misconception(of="gradient")
def inner_derivative_lost(input, target):
    """The derivative of log(1 - p) is -1 / (1 - p): the inner derivative -1 is missing."""
    return -(target / input + (1 - target) / (1 - input))
