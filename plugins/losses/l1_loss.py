from grader import Reals, loss, sym


@loss(
    domain=Reals(-10, 10),
    traps={"input": (0.0, 2.0, 1e4), "target": (0.0, -1e4)},
    torch="torch.nn.functional.l1_loss",
    forbids=("smooth_l1_loss", "huber_loss"),
)
def l1_loss(input, target):
    """Mean absolute error: the size of the difference between prediction and target.

    Write l1_loss(input, target, reduction="mean") and l1_loss_backward(grad_output, input, target,
    reduction="mean"), which returns the gradient with respect to input. Where both are equal any
    slope from -1 to 1 is accepted.

    Hint: the derivative of |u| is the sign of u; u is prediction minus target.
    """
    return sym.Abs(input - target)


@l1_loss.misconception(of="value")
def squared(input, target):
    """This is the squared error, mse_loss: the absolute value is asked for."""
    return (input - target) ** 2


@l1_loss.misconception(of="value")
def absolute_value_lost(input, target):
    """The absolute value was lost: errors of both signs cancel."""
    return input - target


@l1_loss.misconception(of="gradient")
def derivative_by_the_target(input, target):
    """The sign is that of the derivative by the target: by the prediction it is sign(prediction -
    target).
    """
    return sym.sign(target - input)


@l1_loss.misconception(of="gradient")
def difference_for_its_sign(input, target):
    """The derivative of |u| is the sign of u, whatever its size; here u itself stands."""
    return input - target


@l1_loss.misconception(of="gradient")
def sign_lost(input, target):
    """The derivative of |u| is 1 only for positive u; for negative u it is -1."""
    return 1 + 0 * input
