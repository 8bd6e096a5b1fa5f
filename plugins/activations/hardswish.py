from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-5, 5),
    traps=(0.0, 3.0, -3.0, -1.5, -1e4, 1e4),
    torch="torch.nn.functional.hardswish",
    forbids=("hardsigmoid",),
)
def hardswish(input):
    """Hardswish: x times hardsigmoid(x) (Howard et al. 2019).

    Write hardswish(input) and hardswish_backward(grad_output, input).

    Hint: between -3 and 3 it is x (x + 3) / 6, a parabola; differentiate that, not its factors one
    by one.
    """
    return sym.Piecewise((0, input < -3), (input, input > 3), (input * (input + 3) / 6, True))


@hardswish.stable
def by_clamps(input):
    return input * sym.Min(sym.Max(input + 3, 0), 6) / 6


@hardswish.derivative
def slope(input):
    return sym.Piecewise((0, input < -3), (1, input > 3), ((2 * input + 3) / 6, True))


@hardswish.misconception(of="value")
def not_divided_by_six(input):
    """The parabola is x (x + 3) / 6: the division by 6 is missing."""
    return sym.Piecewise((0, input < -3), (input, input > 3), (input * (input + 3), True))


@hardswish.misconception(of="gradient")
def hardsigmoid_alone(input):
    """hardsigmoid(x) is only the first term of the product rule: x times its slope is missing."""
    return sym.Piecewise((0, input < -3), (1, input > 3), (input / 6 + sym.Rational(1, 2), True))


@hardswish.misconception(of="gradient")
def factor_two_lost(input):
    """The power rule on x^2 / 6 gives 2 x / 6: the factor 2 is missing."""
    return sym.Piecewise((0, input < -3), (1, input > 3), ((input + 3) / 6 - sym.Rational(1, 3), True))


@hardswish.misconception(of="gradient")
def zero_above_three(input):
    """Above 3 the function is x: its derivative is 1 there."""
    return sym.Piecewise((0, input < -3), (0, input > 3), ((2 * input + 3) / 6, True))


hardswish.fact("range", "[-3/8, oo)")
hardswish.fact("slope", "(-1/2, 3/2)")
hardswish.fact("limits", "0 and oo")
hardswish.fact("kinks", "-3 and 3")
hardswish.fact("monotonicity", "neither")
hardswish.fact("lipschitz", "3/2")
