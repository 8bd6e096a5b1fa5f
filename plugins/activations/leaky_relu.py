from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-10, 10),
    traps=(0.0, -1e4, 1e4, 1e-6),
    variants=({"negative_slope": -0.5}, {"negative_slope": 4.0}, {"negative_slope": 0.0}),
    torch="torch.nn.functional.leaky_relu",
    forbids=("prelu", "rrelu", "rrelu_with_noise"),
)
def leaky_relu(input, *, negative_slope=0.01):
    """Leaky ReLU: x for positive x, a small slope times x for negative x (Maas et al. 2013).

    Write leaky_relu(input, negative_slope=0.01) and leaky_relu_backward(grad_output, input,
    negative_slope=0.01). The slope may be larger than 1, or negative.

    Hint: ask on which side of 0 the input is; do not compare values, which goes wrong for slopes
    above 1.
    """
    return sym.Piecewise((input, input > 0), (negative_slope * input, True))


@leaky_relu.derivative
def slope(input, *, negative_slope=0.01):
    return sym.Piecewise((1, input > 0), (negative_slope, True))


@leaky_relu.misconception(of="value", note="004:153")
def larger_of_both_branches(input, *, negative_slope=0.01):
    """max(a x, x) is Leaky ReLU only for slopes up to 1: a larger slope picks the other branch on
    both sides.
    """
    return sym.Max(negative_slope * input, input)


@leaky_relu.misconception(of="value")
def branches_swapped(input, *, negative_slope=0.01):
    """The slope belongs to the negative side; here the positive side has it."""
    return sym.Piecewise((negative_slope * input, input > 0), (input, True))


@leaky_relu.misconception(of="value")
def slope_of_the_default(input, *, negative_slope=0.01):
    """The slope is always 0.01: use the parameter negative_slope."""
    return sym.Piecewise((input, input > 0), (input / 100, True))


@leaky_relu.misconception(of="gradient")
def negative_side_lost(input, *, negative_slope=0.01):
    """On the negative side the derivative is the slope, not 0: that is ReLU's."""
    return sym.Piecewise((1, input > 0), (0, True))


@leaky_relu.misconception(of="gradient")
def input_left_in_derivative(input, *, negative_slope=0.01):
    """The derivative of a x is a: the factor x was kept on the negative side."""
    return sym.Piecewise((1, input > 0), (negative_slope * input, True))


leaky_relu.fact("range", "(-oo, oo)")
leaky_relu.fact("slope", "{1/100, 1}")
leaky_relu.fact("limits", "-oo and oo")
leaky_relu.fact("kinks", "0")
leaky_relu.fact("monotonicity", "increasing")
leaky_relu.fact("lipschitz", "1")
leaky_relu.fact(
    "homogeneity",
    "positively homogeneous",
    but={"scale invariant": ("003:84", "Scaling the input by c > 0 scales the output by c; invariance would keep it.")},
)
leaky_relu.fact(
    "claim",
    "At 0 Leaky ReLU has no derivative: the slope is a on the left and 1 on the right. PyTorch takes a there.",
    but={
        "The derivative of Leaky ReLU is 1 for x >= 0 and a for x <= 0.": (
            "002:57",
            "Both cases claim x = 0, with different values: a derivative has one, and at the kink there is none.",
        )
    },
    source="PyTorch's leaky_relu_backward, which compares x > 0",
)
