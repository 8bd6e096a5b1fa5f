from grader import Reals, loss, sym


@loss(
    domain=Reals(-5, 5),
    traps={"input": (0.0, 1.0, 1e4), "target": (0.0, -1e4)},
    variants=({"beta": 0.5}, {"beta": 4.0}),
    torch="torch.nn.functional.smooth_l1_loss",
    forbids=("huber_loss",),
)
def smooth_l1_loss(input, target, *, beta=1.0):
    """Smooth L1 loss: a parabola near 0, the absolute error less a half beta farther out (Girshick
    2015, eq. 3).

    Write smooth_l1_loss(input, target, beta=1.0, reduction="mean") and its backward, which returns
    the gradient with respect to input. It is the Huber loss divided by beta; huber_loss is an
    exercise of its own.

    Hint: inside it is a parabola, outside a straight line; at the border both slopes are equal.
    """
    u = input - target
    return sym.Piecewise((u**2 / (2 * beta), sym.Abs(u) < beta), (sym.Abs(u) - beta / 2, True))


@smooth_l1_loss.stable
def clamped(input, target, *, beta=1.0):
    size = sym.Abs(input - target)
    inner = sym.Min(size, beta)
    return inner**2 / (2 * beta) + (size - inner)


@smooth_l1_loss.derivative
def slope(input, target, *, beta=1.0):
    u = input - target
    return sym.Piecewise((u / beta, sym.Abs(u) < beta), (sym.sign(u), True))


@smooth_l1_loss.misconception(of="value", note="000:125")
def huber_instead(input, target, *, beta=1.0):
    """This is the Huber loss, which is smooth_l1_loss times beta: here the slope far out is 1 for
    every beta.
    """
    u = input - target
    return sym.Piecewise((u**2 / 2, sym.Abs(u) < beta), (beta * (sym.Abs(u) - beta / 2), True))


@smooth_l1_loss.misconception(of="value")
def half_beta_lost(input, target, *, beta=1.0):
    """Without the half beta the line does not meet the parabola: the loss jumps at beta."""
    u = input - target
    return sym.Piecewise((u**2 / (2 * beta), sym.Abs(u) < beta), (sym.Abs(u), True))


@smooth_l1_loss.misconception(of="gradient")
def derivative_by_the_target(input, target, *, beta=1.0):
    """Both branches have the sign of the derivative by the target."""
    u = input - target
    return sym.Piecewise((-u / beta, sym.Abs(u) < beta), (-sym.sign(u), True))


@smooth_l1_loss.misconception(of="gradient")
def beta_lost(input, target, *, beta=1.0):
    """Inside, the derivative of u^2 / (2 beta) is u / beta: the division by beta is missing."""
    u = input - target
    return sym.Piecewise((u, sym.Abs(u) < beta), (sym.sign(u), True))


@smooth_l1_loss.misconception(of="gradient")
def slope_of_huber(input, target, *, beta=1.0):
    """Outside, the slope is the sign alone: times beta it is the Huber loss."""
    u = input - target
    return sym.Piecewise((u / beta, sym.Abs(u) < beta), (beta * sym.sign(u), True))
