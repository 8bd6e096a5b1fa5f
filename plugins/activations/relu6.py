from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-4, 10), traps=(0.0, 6.0, -1e4, 1e4), torch="torch.nn.functional.relu6", forbids=("hardtanh",)
)
def relu6(input):
    """ReLU6: ReLU that stops at 6 (Krizhevsky 2010).

    Write relu6(input) = min(max(0, x), 6) and relu6_backward(grad_output, input).

    Hint: there are two kinks: between 0 and 6 the slope is 1, outside it is 0.
    """
    return sym.Piecewise((0, input < 0), (6, input > 6), (input, True))


@relu6.derivative
def slope(input):
    return sym.Piecewise((0, input < 0), (0, input > 6), (1, True))


@relu6.misconception(of="value")
def upper_bound_lost(input):
    """This is ReLU: above 6 ReLU6 stays at 6."""
    return sym.Max(input, 0)


@relu6.misconception(of="value")
def divided_by_six(input):
    """This is ReLU6 divided by 6, as hardsigmoid has it."""
    return sym.Min(sym.Max(input, 0), 6) / 6


@relu6.misconception(of="gradient")
def upper_kink_forgotten(input):
    """Above 6 the function is constant, so its derivative is 0 there too."""
    return sym.Piecewise((0, input < 0), (1, True))


@relu6.misconception(of="gradient")
def slope_of_the_bound(input):
    """Above 6 the derivative is that of the constant 6: 0, not 6."""
    return sym.Piecewise((0, input < 0), (6, input > 6), (1, True))


relu6.fact("range", "[0, 6]")
relu6.fact("slope", "{0, 1}")
relu6.fact("limits", "0 and 6")
relu6.fact("kinks", "0 and 6")
relu6.fact("monotonicity", "non-decreasing")
relu6.fact("lipschitz", "1")
relu6.fact("homogeneity", "neither")
