from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-3, 3),
    traps=(0.0, 0.5, -0.5, -1e4, 1e4),
    # not 0: that is x everywhere, and torch has the slope 0 at 0 all the same
    variants=({"lambd": 1.0},),
    torch="torch.nn.functional.hardshrink",
    forbids=("softshrink",),
)
def hardshrink(input, *, lambd=0.5):
    """Hardshrink: x, but 0 where |x| is at most lambd.

    Write hardshrink(input, lambd=0.5) and hardshrink_backward(grad_output, input, lambd=0.5).

    Hint: there is a jump at either side, and the slope next to it is 1 or 0.
    """
    return sym.Piecewise((input, input > lambd), (input, input < -lambd), (0, True))


@hardshrink.derivative
def slope(input, *, lambd=0.5):
    return sym.Piecewise((1, input > lambd), (1, input < -lambd), (0, True))


@hardshrink.misconception(of="value")
def softshrink_instead(input, *, lambd=0.5):
    """This is softshrink: hardshrink leaves what is outside as it is."""
    return sym.Piecewise((input - lambd, input > lambd), (input + lambd, input < -lambd), (0, True))


@hardshrink.misconception(of="value")
def left_side_lost(input, *, lambd=0.5):
    """Negative inputs below -lambd are kept too: the absolute value was lost."""
    return sym.Piecewise((input, input > lambd), (0, True))


@hardshrink.misconception(of="gradient")
def one_everywhere(input, *, lambd=0.5):
    """Between -lambd and lambd the function is 0, and so is its slope."""
    return 1 + 0 * input


@hardshrink.misconception(of="gradient")
def value_for_derivative(input, *, lambd=0.5):
    """This is the function itself: its derivative is 1 where it is not 0."""
    return sym.Piecewise((input, input > lambd), (input, input < -lambd), (0, True))


hardshrink.fact("range", "(-oo, -1/2) U {0} U (1/2, oo)")
hardshrink.fact("slope", "{0, 1}")
hardshrink.fact("limits", "-oo and oo")
hardshrink.fact("kinks", "none")
hardshrink.fact("jumps", "-1/2 and 1/2")
hardshrink.fact("parity", "odd")
hardshrink.fact("monotonicity", "non-decreasing")
hardshrink.fact("lipschitz", "none")
