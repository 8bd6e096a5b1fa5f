from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-3, 3),
    traps=(0.0, 0.5, -0.5, -1e4, 1e4),
    # not 0: that is x everywhere, and torch has the slope 0 at 0 all the same
    variants=({"lambd": 1.0},),
    torch="torch.nn.functional.softshrink",
    forbids=("hardshrink",),
)
def softshrink(input, *, lambd=0.5):
    """Softshrink: moves x towards 0 by lambd, and to 0 if it is nearer than that.

    Write softshrink(input, lambd=0.5) and softshrink_backward(grad_output, input, lambd=0.5).

    Hint: on the right lambd is subtracted, on the left it is added; neither has a part in the
    slope.
    """
    return sym.Piecewise((input - lambd, input > lambd), (input + lambd, input < -lambd), (0, True))


@softshrink.derivative
def slope(input, *, lambd=0.5):
    return sym.Piecewise((1, input > lambd), (1, input < -lambd), (0, True))


@softshrink.misconception(of="value")
def hardshrink_instead(input, *, lambd=0.5):
    """This is hardshrink, which jumps: softshrink moves what is left by lambd towards 0."""
    return sym.Piecewise((input, input > lambd), (input, input < -lambd), (0, True))


@softshrink.misconception(of="value")
def subtracted_on_both_sides(input, *, lambd=0.5):
    """On the left lambd is added: towards 0 means upwards there."""
    return sym.Piecewise((input - lambd, input > lambd), (input - lambd, input < -lambd), (0, True))


@softshrink.misconception(of="gradient")
def sign_for_slope(input, *, lambd=0.5):
    """The slope is 1 on both sides: the sign of x belongs to lambd, not to the slope."""
    return sym.Piecewise((1, input > lambd), (-1, input < -lambd), (0, True))


@softshrink.misconception(of="gradient")
def lambd_in_the_slope(input, *, lambd=0.5):
    """lambd is a constant: its derivative is 0."""
    return sym.Piecewise((1 - lambd, input > lambd), (1 + lambd, input < -lambd), (0, True))


softshrink.fact("range", "(-oo, oo)")
softshrink.fact("slope", "{0, 1}")
softshrink.fact("limits", "-oo and oo")
softshrink.fact("kinks", "-1/2 and 1/2")
softshrink.fact("jumps", "none")
softshrink.fact("parity", "odd")
softshrink.fact("monotonicity", "non-decreasing")
softshrink.fact("lipschitz", "1")
