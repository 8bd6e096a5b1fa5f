from grader import Reals, rowwise, sym


def halves(input):
    middle = len(input) // 2
    return input[:middle], input[middle:]


def sigmoid(x):
    return 1 / (1 + sym.exp(-x))


def jacobian(input, first, second):
    """A Jacobian of two diagonals."""
    n = len(input) // 2
    return [
        [*(first(i) if i == j else 0 for j in range(n)), *(second(i) if i == j else 0 for j in range(n))]
        for i in range(n)
    ]


@rowwise(output="half", domain=Reals(-10, 10), traps=(0.0, -100.0, 100.0), torch="torch.nn.functional.glu")
def glu(input):
    """GLU in torch's form: the first half of a vector, gated by the sigmoid of the second (Dauphin
    et al. 2016).

    Write glu(input, dim), whose result is half as long along the dimension dim, and
    glu_backward(grad_output, input, dim), whose result is as long as the input. The exercise
    glu_layer has the linear layers before the gate as well.

    Hint: with a the first half and b the second, the gradient by a is sigmoid(b), and by b it is a
    sigmoid'(b).

    Hint: torch.chunk splits, torch.cat joins; both take dim.
    """
    a, b = halves(input)
    return [x * sigmoid(y) for x, y in zip(a, b, strict=True)]


@glu.stable
def through_tanh(input):
    a, b = halves(input)
    return [x * (1 + sym.tanh(y / 2)) / 2 for x, y in zip(a, b, strict=True)]


@glu.derivative
def two_diagonals(input):
    a, b = halves(input)
    return jacobian(input, lambda i: sigmoid(b[i]), lambda i: a[i] * sigmoid(b[i]) * (1 - sigmoid(b[i])))


@glu.derivative
def without_cancellation(input):
    a, b = halves(input)
    return jacobian(input, lambda i: sigmoid(b[i]), lambda i: a[i] * sigmoid(b[i]) * sigmoid(-b[i]))


@glu.misconception(of="value")
def halves_exchanged(input):
    """The gate is the second half: here the first half gates the second."""
    a, b = halves(input)
    return [y * sigmoid(x) for x, y in zip(a, b, strict=True)]


@glu.misconception(of="value")
def entries_taken_in_turn(input):
    """The halves are the first and the second half of the vector, not its even and odd entries."""
    return [x * sigmoid(y) for x, y in zip(input[::2], input[1::2], strict=True)]


@glu.misconception(of="value")
def gate_is_tanh(input):
    """The gate is sigmoid(b), not tanh(b)."""
    a, b = halves(input)
    return [x * sym.tanh(y) for x, y in zip(a, b, strict=True)]


@glu.misconception(of="gradient")
def gate_not_differentiated(input):
    """The second half has a gradient as well, a sigmoid'(b): the product rule has two terms."""
    _, b = halves(input)
    return jacobian(input, lambda i: sigmoid(b[i]), lambda i: 0)


@glu.misconception(of="gradient")
def value_lost_before_the_gate(input):
    """The gradient by the gate's half is a sigmoid'(b): the factor a is missing."""
    _, b = halves(input)
    return jacobian(input, lambda i: sigmoid(b[i]), lambda i: sigmoid(b[i]) * (1 - sigmoid(b[i])))


@glu.misconception(of="gradient")
def sigmoid_for_its_derivative(input):
    """The gradient by the gate's half has sigmoid'(b) = sigmoid(b) (1 - sigmoid(b)), not
    sigmoid(b).
    """
    a, b = halves(input)
    return jacobian(input, lambda i: sigmoid(b[i]), lambda i: a[i] * sigmoid(b[i]))


@glu.misconception(of="gradient")
def halves_of_the_gradient_exchanged(input):
    """The two halves of the gradient are joined in the wrong order: that by a comes first."""
    a, b = halves(input)
    return jacobian(input, lambda i: a[i] * sigmoid(b[i]) * (1 - sigmoid(b[i])), lambda i: sigmoid(b[i]))
