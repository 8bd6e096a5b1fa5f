from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-4, 4),
    traps=(0.0, 1.0, -1.0, -1e4, 1e4),
    variants=({"min_val": 0.5, "max_val": 2.0}, {"min_val": -3.0, "max_val": -0.25}),
    torch="torch.nn.functional.hardtanh",
    forbids=("huber_loss", "smooth_l1_loss"),
)
def hardtanh(input, *, min_val=-1.0, max_val=1.0):
    """Hardtanh: x, cut off at min_val and max_val.

    Write hardtanh(input, min_val=-1.0, max_val=1.0) and hardtanh_backward(grad_output, input,
    min_val=-1.0, max_val=1.0).

    Hint: between the bounds the slope is 1, outside it is 0.
    """
    return sym.Piecewise((min_val, input < min_val), (max_val, input > max_val), (input, True))


@hardtanh.derivative
def slope(input, *, min_val=-1.0, max_val=1.0):
    return sym.Piecewise((0, input < min_val), (0, input > max_val), (1, True))


@hardtanh.misconception(of="value")
def bounds_of_the_defaults(input, *, min_val=-1.0, max_val=1.0):
    """The bounds are always -1 and 1: use the parameters min_val and max_val."""
    return sym.Piecewise((-1, input < -1), (1, input > 1), (input, True))


@hardtanh.misconception(of="value")
def zero_outside(input, *, min_val=-1.0, max_val=1.0):
    """Outside the bounds the function keeps the bound; here it falls to 0."""
    return sym.Piecewise((0, input < min_val), (0, input > max_val), (input, True))


@hardtanh.misconception(of="gradient")
def one_everywhere(input, *, min_val=-1.0, max_val=1.0):
    """Outside the bounds the function is constant: its derivative is 0 there."""
    return 1 + 0 * input


@hardtanh.misconception(of="gradient")
def lower_bound_forgotten(input, *, min_val=-1.0, max_val=1.0):
    """Below min_val the function is constant too: its derivative is 0 there."""
    return sym.Piecewise((0, input > max_val), (1, True))


hardtanh.fact("range", "[-1, 1]")
hardtanh.fact("slope", "{0, 1}")
hardtanh.fact("limits", "-1 and 1")
hardtanh.fact("kinks", "-1 and 1")
hardtanh.fact("parity", "odd")
hardtanh.fact("monotonicity", "non-decreasing")
hardtanh.fact("lipschitz", "1")
