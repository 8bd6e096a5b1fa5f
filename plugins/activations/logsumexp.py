from grader import Reals, rowwise, sym


@rowwise(
    output="number",
    domain=Reals(-30, 30),
    traps=(0.0, -100.0, 1000.0, -1e4, 1e4),
    torch="torch.logsumexp",
    forbids=("log_softmax", "logcumsumexp", "cross_entropy"),
)
def logsumexp(input):
    """Log-sum-exp: the logarithm of the sum of the exponentials, a smooth maximum.

    Write logsumexp(input, dim) and logsumexp_backward(grad_output, input, dim); the result has one
    dimension less, dim is gone. Scores of 1000 must not overflow, nor scores of -1000 give log 0.

    Hint: subtract the largest score before you exponentiate, and add it again at the end.

    Hint: the gradient is softmax: the upstream gradient of a row is shared out by its
    probabilities.
    """
    return sym.log(sum(sym.exp(x) for x in input))


@logsumexp.stable
def largest_added_again(input):
    largest = sym.Max(*input)
    return largest + sym.log(sum(sym.exp(x - largest) for x in input))


@logsumexp.derivative
def softmax(input):
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@logsumexp.misconception(of="value")
def mean_for_sum(input):
    """The logarithm is of the mean of the exponentials, less by log n: the sum is not divided."""
    return largest_added_again(input) - sym.log(len(input))


@logsumexp.misconception(of="value")
def largest_not_added_again(input):
    """The largest score was subtracted before exponentiating and not added again afterwards."""
    largest = sym.Max(*input)
    return sym.log(sum(sym.exp(x - largest) for x in input))


@logsumexp.misconception(of="value")
def maximum(input):
    """This is the maximum itself: log-sum-exp lies above it, by up to log n."""
    return sym.Max(*input)


@logsumexp.misconception(of="value")
def logarithm_of_every_exponential(input):
    """The sum of the logarithms is the sum of the scores; the logarithm is taken of the sum."""
    return sum(input)


@logsumexp.misconception(of="gradient")
def not_normalised(input):
    """The derivative of log(s) is 1/s: the exponentials have to be divided by their sum."""
    return [sym.exp(x) for x in input]


@logsumexp.misconception(of="gradient")
def ones(input):
    """The derivative is 1 for every score only of their sum; here it is softmax, which adds up to
    1.
    """
    return [1 for _ in input]


@logsumexp.misconception(of="gradient")
def of_the_maximum(input):
    """This is the gradient of the maximum: all of it goes to the largest score."""
    first = [sym.And(*(x > y for y in input if y != x)) for x in input]
    return [sym.Piecewise((1, is_first), (0, True)) for is_first in first]
