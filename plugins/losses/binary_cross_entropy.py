from grader import Probabilities, loss, sym


@loss(
    domain={"input": Probabilities(), "target": Probabilities(closed=True)},
    torch="torch.nn.functional.binary_cross_entropy",
    forbids=("binary_cross_entropy_with_logits",),
)
def binary_cross_entropy(input, target):
    """Binary cross entropy: -(t log p + (1 - t) log(1 - p)) of a probability p and a target t between 0 and 1.

    Write binary_cross_entropy(input, target, reduction="mean") and its backward, which returns the gradient with
    respect to input, the probability.

    Hint: differentiate both logarithms; over the common denominator p (1 - p) the numerator becomes p - t.
    """
    return -(target * sym.log(input) + (1 - target) * sym.log(1 - input))


@binary_cross_entropy.derivative
def over_common_denominator(input, target):
    return (input - target) / (input * (1 - input))


@binary_cross_entropy.misconception(of="value")
def sign_lost(input, target):
    """The minus in front is missing: a loss of this kind is never negative."""
    return target * sym.log(input) + (1 - target) * sym.log(1 - input)


@binary_cross_entropy.misconception(of="value")
def second_term_lost(input, target):
    """The term (1 - t) log(1 - p) is missing: samples of the other class cost nothing."""
    return -target * sym.log(input)


@binary_cross_entropy.misconception(of="value")
def arguments_exchanged(input, target):
    """Prediction and target are exchanged: the logarithms are of the prediction."""
    return -(input * sym.log(target) + (1 - input) * sym.log(1 - target))


@binary_cross_entropy.misconception(of="gradient")
def gradient_by_the_logit(input, target):
    """p - t is the gradient with respect to the logit; with respect to p it is divided by p (1 - p)."""
    return input - target


@binary_cross_entropy.misconception(of="gradient")
def derivative_by_the_target(input, target):
    """The sign is turned: it is (p - t) / (p (1 - p))."""
    return (target - input) / (input * (1 - input))


@binary_cross_entropy.misconception(of="gradient")
def inner_derivative_lost(input, target):
    """The derivative of log(1 - p) is -1 / (1 - p): the inner derivative -1 is missing."""
    return -(target / input + (1 - target) / (1 - input))
