from grader import Reals, loss, sym


@loss(
    domain=Reals(-5, 5),
    traps={"input": (0.0, 1.0, 1e4), "target": (0.0, -1e4)},
    variants=({"delta": 0.5}, {"delta": 4.0}),
    torch="torch.nn.functional.huber_loss",
    forbids=("smooth_l1_loss",),
)
def huber_loss(input, target, *, delta=1.0):
    """Huber loss: a parabola near 0, a line of slope delta farther out (Huber 1964).

    Write huber_loss(input, target, delta=1.0, reduction="mean") and its backward, which returns the
    gradient with respect to input. It is smooth_l1_loss times delta; that is an exercise of its
    own.

    Hint: inside it is a parabola, outside a straight line; at the border both slopes are equal.
    """
    u = input - target
    return sym.Piecewise((u**2 / 2, sym.Abs(u) < delta), (delta * (sym.Abs(u) - delta / 2), True))


@huber_loss.stable
def clamped(input, target, *, delta=1.0):
    size = sym.Abs(input - target)
    inner = sym.Min(size, delta)
    return inner**2 / 2 + delta * (size - inner)


@huber_loss.derivative
def slope(input, target, *, delta=1.0):
    u = input - target
    return sym.Piecewise((u, sym.Abs(u) < delta), (delta * sym.sign(u), True))


@huber_loss.misconception(of="value")
def smooth_l1_instead(input, target, *, delta=1.0):
    """This is smooth_l1_loss, the Huber loss divided by delta: here the slope far out is delta."""
    u = input - target
    return sym.Piecewise((u**2 / (2 * delta), sym.Abs(u) < delta), (sym.Abs(u) - delta / 2, True))


@huber_loss.misconception(of="value")
def half_lost(input, target, *, delta=1.0):
    """The parabola is u^2 / 2: without the half it does not meet the line."""
    u = input - target
    return sym.Piecewise((u**2, sym.Abs(u) < delta), (delta * (sym.Abs(u) - delta / 2), True))


@huber_loss.misconception(of="gradient", note="000:138")
def derivative_by_the_target(input, target, *, delta=1.0):
    """Both branches have the sign of the derivative by the target, not by the prediction."""
    u = input - target
    return sym.Piecewise((-u, sym.Abs(u) < delta), (-delta * sym.sign(u), True))


@huber_loss.misconception(of="gradient")
def delta_lost(input, target, *, delta=1.0):
    """Outside, the slope is delta times the sign: the factor delta is missing."""
    u = input - target
    return sym.Piecewise((u, sym.Abs(u) < delta), (sym.sign(u), True))


@huber_loss.misconception(of="gradient")
def not_clipped(input, target, *, delta=1.0):
    """Outside, the slope stays at delta: this is the derivative of the squared error everywhere."""
    return input - target
