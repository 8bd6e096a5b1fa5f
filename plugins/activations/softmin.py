from grader import Reals, rowwise, sym


def probabilities(input):
    exponentials = [sym.exp(sym.Min(*input) - x) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@rowwise(
    domain=Reals(-30, 30),
    traps=(0.0, 100.0, -1000.0, 1e4),
    torch="torch.nn.functional.softmin",
    forbids=(
        "softmax",
        "log_softmax",
        "gumbel_softmax",
        "scaled_dot_product_attention",
        "scaled_dot_product_flash_attention_for_cpu",
    ),
)
def softmin(input):
    """Softmin: softmax of the negated scores, so that the smallest gets the largest probability.

    Write softmin(input, dim) and softmin_backward(grad_output, input, dim). Scores of -1000 must
    not overflow.

    Hint: softmin(x) = softmax(-x): the inner derivative -1 turns the sign of the whole Jacobian.
    """
    exponentials = [sym.exp(-x) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@softmin.stable
def smallest_subtracted(input):
    return probabilities(input)


@softmin.derivative
def jacobian(input):
    y = probabilities(input)
    return [[-y_i * ((1 if i == j else 0) - y_j) for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmin.misconception(of="value")
def softmax_instead(input):
    """This is softmax: the sign of the scores was lost."""
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@softmin.misconception(of="value")
def one_minus_softmax(input):
    """1 - softmax(x) does not add up to 1: negate the scores, not the probabilities."""
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [1 - e / sum(exponentials) for e in exponentials]


@softmin.misconception(of="gradient")
def inner_derivative_lost(input):
    """The inner derivative -1 of -x is missing: the gradient has the wrong sign."""
    y = probabilities(input)
    return [[y_i * ((1 if i == j else 0) - y_j) for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmin.misconception(of="gradient")
def diagonal_only(input):
    """Every output depends on every input: the entries of the Jacobian beside its diagonal are
    missing.
    """
    y = probabilities(input)
    return [[-y_i * (1 - y_i) if i == j else 0 for j in range(len(y))] for i, y_i in enumerate(y)]
