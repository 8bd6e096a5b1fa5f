from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-5, 5),
    traps=(0.0, 3.0, -3.0, -1e4, 1e4),
    torch="torch.nn.functional.hardsigmoid",
    deviation="its gradient in float64 has a 1/6 in single precision",
    forbids=("hardswish",),
)
def hardsigmoid(input):
    """Hardsigmoid: a straight line for sigmoid, (x + 3) / 6 between 0 and 1 (Howard et al. 2019).

    Write hardsigmoid(input) and hardsigmoid_backward(grad_output, input).

    Hint: the slope of the line is 1/6; outside [-3, 3] it is 0.
    """
    return sym.Piecewise((0, input < -3), (1, input > 3), (input / 6 + sym.Rational(1, 2), True))


@hardsigmoid.stable
def by_clamps(input):
    return sym.Min(sym.Max(input + 3, 0), 6) / 6


@hardsigmoid.derivative
def slope(input):
    return sym.Piecewise((0, input < -3), (0, input > 3), (sym.Rational(1, 6), True))


@hardsigmoid.misconception(of="value")
def slope_of_one_fifth(input):
    """This line, 0.2 x + 0.5, is another library's; here it is x / 6 + 0.5."""
    return sym.Piecewise(
        (0, input < -sym.Rational(5, 2)), (1, input > sym.Rational(5, 2)), (input / 5 + sym.Rational(1, 2), True)
    )


@hardsigmoid.misconception(of="value")
def not_divided_by_six(input):
    """ReLU6(x + 3) has to be divided by 6 to lie between 0 and 1."""
    return sym.Piecewise((0, input < -3), (6, input > 3), (input + 3, True))


@hardsigmoid.misconception(of="gradient")
def slope_one(input):
    """The line is x / 6 + 1/2: its slope is 1/6, not 1."""
    return sym.Piecewise((0, input < -3), (0, input > 3), (1, True))


@hardsigmoid.misconception(of="gradient")
def slope_everywhere(input):
    """Outside [-3, 3] the function is constant: its derivative is 0 there."""
    return sym.Rational(1, 6) + 0 * input


hardsigmoid.fact("range", "[0, 1]")
hardsigmoid.fact("slope", "{0, 1/6}")
hardsigmoid.fact("limits", "0 and 1")
hardsigmoid.fact("kinks", "-3 and 3")
hardsigmoid.fact("monotonicity", "non-decreasing")
hardsigmoid.fact("lipschitz", "1/6")
