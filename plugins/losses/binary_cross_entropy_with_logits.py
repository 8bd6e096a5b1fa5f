from grader import Probabilities, Reals, loss, sym


@loss(
    domain={"input": Reals(-20, 20), "target": Probabilities(closed=True)},
    traps={"input": (0.0, -100.0, 100.0, -1e4, 1e4), "target": (0.5, 0.0, 1.0)},
    torch="torch.nn.functional.binary_cross_entropy_with_logits",
    forbids=("binary_cross_entropy", "soft_margin_loss"),
)
def binary_cross_entropy_with_logits(input, target):
    """Binary cross entropy of logits: log(1 + e^x) - t x, which is the cross entropy of sigmoid(x)
    and t.

    Write binary_cross_entropy_with_logits(input, target, reduction="mean") and its backward, which
    returns the gradient with respect to input. A logit of 10000 must give a number.

    Hint: never compute sigmoid and then its logarithm; log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).

    Hint: the gradient is sigmoid(x) - t: everything else cancels.
    """
    return sym.log(1 + sym.exp(input)) - target * input


@binary_cross_entropy_with_logits.stable
def nothing_overflows(input, target):
    return sym.Max(input, 0) - target * input + sym.log(1 + sym.exp(-sym.Abs(input)))


@binary_cross_entropy_with_logits.stable
def as_torch_has_it(input, target):
    return (1 - target) * input + sym.log(1 + sym.exp(-input))


@binary_cross_entropy_with_logits.derivative
def textbook(input, target):
    return 1 / (1 + sym.exp(-input)) - target


@binary_cross_entropy_with_logits.misconception(of="value")
def target_term_lost(input, target):
    """The term t x is missing: what is left is the loss of targets that are 0."""
    return sym.log(1 + sym.exp(input))


@binary_cross_entropy_with_logits.misconception(of="value")
def targets_exchanged(input, target):
    """The two classes are exchanged: t stands where 1 - t belongs."""
    return sym.log(1 + sym.exp(input)) - (1 - target) * input


@binary_cross_entropy_with_logits.misconception(of="gradient")
def sign_turned(input, target):
    """The gradient is sigmoid(x) - t, not t - sigmoid(x)."""
    return target - 1 / (1 + sym.exp(-input))


@binary_cross_entropy_with_logits.misconception(of="gradient")
def sigmoid_forgotten(input, target):
    """x - t takes the logit for the probability: the gradient is sigmoid(x) - t."""
    return input - target


@binary_cross_entropy_with_logits.misconception(of="gradient")
def derivative_of_sigmoid_too_many(input, target):
    """A factor s (1 - s) too many: it cancels against the derivative of the logarithms."""
    s = 1 / (1 + sym.exp(-input))
    return (s - target) * s * (1 - s)
