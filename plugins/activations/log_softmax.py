from grader import Reals, rowwise, sym


def probabilities(input):
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@rowwise(
    domain=Reals(-30, 30),
    traps=(0.0, -100.0, 1000.0, -1e4),
    torch="torch.nn.functional.log_softmax",
    forbids=(
        "softmax",
        "softmin",
        "cross_entropy",
        "nll_loss",
        "scaled_dot_product_attention",
        "scaled_dot_product_flash_attention_for_cpu",
        "distributions",
    ),
)
def log_softmax(input):
    """Log-softmax: the logarithms of softmax's probabilities, without taking the logarithm of 0.

    Write log_softmax(input, dim) and log_softmax_backward(grad_output, input, dim). Where a
    probability underflows, its logarithm is still a number, such as -1000.

    Hint: log(e^x_i / sum e^x_j) = x_i - log(sum e^x_j); subtract the largest score from all of them
    first.

    Hint: the Jacobian is delta_ij - y_j, with y = softmax(x): the upstream gradient minus y times
    its sum.
    """
    total = sum(sym.exp(x) for x in input)
    return [x - sym.log(total) for x in input]


@log_softmax.stable
def largest_subtracted(input):
    largest = sym.Max(*input)
    total = sum(sym.exp(x - largest) for x in input)
    return [x - largest - sym.log(total) for x in input]


@log_softmax.derivative
def jacobian(input):
    y = probabilities(input)
    return [[(1 if i == j else 0) - y_j for j, y_j in enumerate(y)] for i in range(len(y))]


@log_softmax.misconception(of="value")
def sign_lost(input):
    """Logarithms of probabilities are never positive: it is x_i - log(sum e^x_j), not the other way
    round.
    """
    total = sum(sym.exp(x) for x in input)
    return [sym.log(total) - x for x in input]


@log_softmax.misconception(of="value")
def logarithm_lost(input):
    """This is softmax: its logarithm was not taken."""
    return probabilities(input)


@log_softmax.misconception(of="value")
def sum_not_exponentiated(input):
    """The logarithm is of the sum of the exponentials, not of their mean."""
    total = sum(sym.exp(x) for x in input) / len(input)
    return [x - sym.log(total) for x in input]


@log_softmax.misconception(of="gradient")
def jacobian_of_softmax(input):
    """This is the Jacobian of softmax, y_i (delta_ij - y_j): the logarithm's derivative 1 / y_i
    cancels y_i.
    """
    y = probabilities(input)
    return [[y_i * ((1 if i == j else 0) - y_j) for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@log_softmax.misconception(of="gradient")
def diagonal_only(input):
    """Every output depends on every input: beside the diagonal the Jacobian is -y_j, not 0."""
    y = probabilities(input)
    return [[1 - y_i if i == j else 0 for j in range(len(y))] for i, y_i in enumerate(y)]


@log_softmax.misconception(of="gradient")
def transposed(input):
    """The Jacobian is transposed: beside the diagonal it is -y_j, with the index of the input, not
    -y_i.
    """
    y = probabilities(input)
    return [[(1 if i == j else 0) - y_i for j in range(len(y))] for i, y_i in enumerate(y)]
