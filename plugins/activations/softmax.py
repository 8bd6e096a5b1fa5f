from grader import Reals, rowwise, sym


def probabilities(input):
    largest = sym.Max(*input)
    exponentials = [sym.exp(x - largest) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@rowwise(
    domain=Reals(-30, 30),
    traps=(0.0, -100.0, 1000.0, -1e4),
    torch="torch.nn.functional.softmax",
    forbids=(
        "log_softmax",
        "softmin",
        "gumbel_softmax",
        "scaled_dot_product_attention",
        "scaled_dot_product_flash_attention_for_cpu",
    ),
)
def softmax(input):
    """Softmax: turn a vector of scores into probabilities.

    Write softmax(input, dim) and softmax_backward(grad_output, input, dim), the product of the
    upstream gradient with the Jacobian, along the dimension dim. Scores of 1000 must not overflow.

    Hint: adding a constant to all scores changes nothing: subtract the largest before you
    exponentiate.

    Hint: the Jacobian is y_i (delta_ij - y_j); multiply it by the upstream gradient before you
    write code, and no matrix is left.
    """
    exponentials = [sym.exp(x) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@softmax.stable
def largest_subtracted(input):
    return probabilities(input)


@softmax.derivative
def jacobian(input):
    y = probabilities(input)
    return [[y_i * ((1 if i == j else 0) - y_j) for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmax.misconception(of="value")
def not_normalised(input):
    """The exponentials are not divided by their sum, so they do not add up to 1."""
    return [sym.exp(x) for x in input]


@softmax.misconception(of="value")
def sum_without_exponential(input):
    """The denominator is the sum of the exponentials, not the exponential of the sum."""
    return [sym.exp(x) / sym.exp(sum(input)) for x in input]


@softmax.misconception(of="gradient")
def diagonal_only(input):
    """Every output depends on every input: the entries of the Jacobian beside its diagonal, -y_i
    y_j, are missing.
    """
    y = probabilities(input)
    return [[y_i * (1 - y_i) if i == j else 0 for j in range(len(y))] for i, y_i in enumerate(y)]


@softmax.misconception(of="gradient")
def off_diagonal_sign(input):
    """Beside the diagonal the Jacobian is -y_i y_j: raising one score lowers the other
    probabilities.
    """
    y = probabilities(input)
    return [[y_i * (1 - y_i) if i == j else y_i * y_j for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmax.misconception(of="gradient")
def delta_forgotten(input):
    """The Jacobian is y_i (delta_ij - y_j): without delta_ij only -y_i y_j is left on the
    diagonal.
    """
    y = probabilities(input)
    return [[-y_i * y_j for y_j in y] for y_i in y]


@softmax.misconception(of="gradient")
def product_not_subtracted(input):
    """The Jacobian is diag(y) - y y^T: the second part is missing."""
    y = probabilities(input)
    return [[y_i if i == j else 0 for j in range(len(y))] for i, y_i in enumerate(y)]
