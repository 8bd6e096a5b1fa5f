from grader import Reals, rowwise, sym


def probabilities(input, temperature):
    largest = sym.Max(*input)
    exponentials = [sym.exp((x - largest) / temperature) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@rowwise(
    domain=Reals(-20, 20),
    traps=(0.0, 1000.0, -1e4),
    variants=({"temperature": 0.25}, {"temperature": 1.0}),
    forbids=(
        "softmax",
        "log_softmax",
        "softmin",
        "gumbel_softmax",
        "scaled_dot_product_attention",
        "scaled_dot_product_flash_attention_for_cpu",
    ),
)
def softmax_with_temperature(input, *, temperature=2.0):
    """Softmax with a temperature: scores are divided by it first; high ones give even, low ones
    sharp probabilities (Hinton et al. 2015).

    Write softmax_with_temperature(input, dim, temperature=2.0) and
    softmax_with_temperature_backward(grad_output, input, dim, temperature=2.0), along the dimension
    dim. Scores of 1000 must not overflow.

    Hint: the derivative of x / T is 1 / T: it stands in front of softmax's Jacobian.
    """
    exponentials = [sym.exp(x / temperature) for x in input]
    return [e / sum(exponentials) for e in exponentials]


@softmax_with_temperature.stable
def largest_subtracted(input, *, temperature=2.0):
    return probabilities(input, temperature)


@softmax_with_temperature.derivative
def jacobian(input, *, temperature=2.0):
    y = probabilities(input, temperature)
    return [[y_i * ((1 if i == j else 0) - y_j) / temperature for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmax_with_temperature.misconception(of="value")
def multiplied_by_the_temperature(input, *, temperature=2.0):
    """Scores are divided by the temperature, not multiplied: a high temperature must make them more
    even.
    """
    return probabilities(input, 1 / temperature)


@softmax_with_temperature.misconception(of="value")
def temperature_lost(input, *, temperature=2.0):
    """The temperature is not used: this is softmax of the scores as they are."""
    return probabilities(input, 1)


@softmax_with_temperature.misconception(of="value")
def result_divided(input, *, temperature=2.0):
    """The probabilities were divided by the temperature, not the scores: they no longer add up to
    1.
    """
    return [y / temperature for y in probabilities(input, 1)]


@softmax_with_temperature.misconception(of="gradient")
def factor_of_temperature_lost(input, *, temperature=2.0):
    """The inner derivative 1 / T of x / T is missing."""
    y = probabilities(input, temperature)
    return [[y_i * ((1 if i == j else 0) - y_j) for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmax_with_temperature.misconception(of="gradient")
def factor_of_temperature_inverted(input, *, temperature=2.0):
    """The inner derivative of x / T is 1 / T, not T."""
    y = probabilities(input, temperature)
    return [[y_i * ((1 if i == j else 0) - y_j) * temperature for j, y_j in enumerate(y)] for i, y_i in enumerate(y)]


@softmax_with_temperature.misconception(of="gradient")
def diagonal_only(input, *, temperature=2.0):
    """Every output depends on every input: the entries beside the diagonal, -y_i y_j / T, are
    missing.
    """
    y = probabilities(input, temperature)
    return [[y_i * (1 - y_i) / temperature if i == j else 0 for j in range(len(y))] for i, y_i in enumerate(y)]
