from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-10, 10),
    traps=(0.0, -1e4, 1e4, 1e-6),
    torch="torch.nn.functional.relu",
    forbids=(
        "relu6",
        "leaky_relu",
        "prelu",
        "rrelu",
        "rrelu_with_noise",
        "threshold",
        "hardtanh",
        "elu",
        "softplus",
        "margin_ranking_loss",
    ),
)
def relu(input):
    """ReLU: the larger of 0 and x (Nair & Hinton 2010).

    Write relu(input) and relu_backward(grad_output, input). At 0 any slope from 0 to 1 is accepted.

    Hint: the derivative is a question, not a formula: on which side of 0 is the input?
    """
    return sym.Piecewise((input, input > 0), (0, True))


@relu.derivative
def step(input):
    return sym.Piecewise((1, input > 0), (0, True))


@relu.misconception(of="gradient", note="002:40")
def derivative_one_everywhere(input):
    """max(0, 1) is the constant 1: the derivative on the negative side, 0, was lost."""
    return 1 + 0 * input


@relu.misconception(of="gradient")
def value_for_derivative(input):
    """This is the function itself: its derivative is 1 where it is positive."""
    return sym.Max(input, 0)


@relu.misconception(of="gradient")
def sides_swapped(input):
    """The slope is 1 for positive inputs and 0 for negative ones, not the other way round."""
    return sym.Piecewise((0, input > 0), (1, True))


@relu.misconception(of="value")
def smaller_for_larger(input):
    """This is min(0, x): ReLU keeps the positive side."""
    return sym.Min(input, 0)


@relu.misconception(of="value")
def absolute_value(input):
    """This is |x|: on the negative side ReLU is 0."""
    return sym.Abs(input)


relu.fact(
    "range",
    "[0, oo)",
    but={"(0, oo)": ("002:37", "0 is a value of ReLU: that of every x <= 0.")},
)
relu.fact("slope", "{0, 1}")
relu.fact("limits", "0 and oo")
relu.fact("kinks", "0")
relu.fact("monotonicity", "non-decreasing")
relu.fact("lipschitz", "1")
relu.fact(
    "homogeneity",
    "positively homogeneous",
    but={"scale invariant": ("003:84", "Scaling the input by c > 0 scales the output by c; invariance would keep it.")},
)
