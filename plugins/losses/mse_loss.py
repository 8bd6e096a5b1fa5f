from grader import Reals, loss


@loss(
    domain=Reals(-10, 10),
    traps={"input": (0.0, 1e4), "target": (0.0, -1e4)},
    torch="torch.nn.functional.mse_loss",
    forbids=("huber_loss", "smooth_l1_loss", "gaussian_nll_loss"),
)
def mse_loss(input, target):
    """Mean squared error: the square of the difference between prediction and target.

    Write mse_loss(input, target, reduction="mean") and mse_loss_backward(grad_output, input,
    target, reduction="mean"), which returns the gradient with respect to input. The reductions are
    "none", "mean" and "sum".

    Hint: the derivative is taken by the prediction, the first input: mind the sign that the chain
    rule brings.

    Hint: with "mean" the upstream gradient is one number and every element gets its share of it.
    """
    return (input - target) ** 2


@mse_loss.derivative
def textbook(input, target):
    return 2 * (input - target)


@mse_loss.misconception(of="value")
def half_too_many(input, target):
    """This is half the squared error: with the 1/2 the derivative is simpler, but torch's mse_loss
    has none.
    """
    return (input - target) ** 2 / 2


@mse_loss.misconception(of="value")
def absolute_error(input, target):
    """This is the absolute error, l1_loss: the difference has to be squared."""
    return abs(input - target)


@mse_loss.misconception(of="gradient", note="000:113")
def derivative_by_the_target(input, target):
    """The sign is that of the derivative by the target: by the prediction it is 2 (prediction -
    target).
    """
    return 2 * (target - input)


@mse_loss.misconception(of="gradient")
def factor_two_lost(input, target):
    """The power rule brings the exponent 2 down as a factor, which is missing."""
    return input - target


@mse_loss.misconception(of="gradient")
def exponent_not_reduced(input, target):
    """The power rule reduces the exponent: the derivative of u^2 is 2 u, not 2 u^2."""
    return 2 * (input - target) ** 2
