from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-20, 20),
    traps=(0.0, -100.0, 100.0, -1e4, 1e4),
    torch="torch.nn.functional.logsigmoid",
    forbids=("softplus", "log_softmax", "soft_margin_loss", "binary_cross_entropy_with_logits"),
)
def log_sigmoid(input):
    """Log-sigmoid: the logarithm of sigmoid, without ever computing the logarithm of 0.

    Write log_sigmoid(input) = log(1 / (1 + e^-x)), which torch calls logsigmoid, and
    log_sigmoid_backward(grad_output, input). At -10000 it is -10000, not minus infinity.

    Hint: log sigmoid(x) = -log(1 + e^-x) = x - log(1 + e^x): choose the one whose exponential
    cannot overflow.
    """
    return -sym.log(1 + sym.exp(-input))


@log_sigmoid.derivative
def textbook(input):
    return 1 - 1 / (1 + sym.exp(-input))


@log_sigmoid.misconception(of="value")
def softplus_of_x(input):
    """The sign is lost: log sigmoid(x) = -log(1 + e^-x) is never positive."""
    return sym.log(1 + sym.exp(-input))


@log_sigmoid.misconception(of="value")
def logarithm_of_one_minus_sigmoid(input):
    """This is log(1 - sigmoid(x)) = log sigmoid(-x): the exponent has the wrong sign."""
    return -sym.log(1 + sym.exp(input))


@log_sigmoid.misconception(of="gradient")
def reciprocal_of_sigmoid(input):
    """1 / sigmoid(x) is only the outer derivative of log sigmoid(x): times s (1 - s), it becomes 1
    - s.
    """
    return 1 + sym.exp(-input)


@log_sigmoid.misconception(of="gradient")
def sigmoid_itself(input):
    """The derivative is 1 - sigmoid(x) = sigmoid(-x), not sigmoid(x)."""
    return 1 / (1 + sym.exp(-input))


@log_sigmoid.misconception(of="gradient")
def derivative_of_sigmoid(input):
    """This is the derivative of sigmoid: divided by sigmoid, as the logarithm asks, it is 1 - s."""
    s = 1 / (1 + sym.exp(-input))
    return s * (1 - s)


log_sigmoid.fact("range", "(-oo, 0)")
log_sigmoid.fact("slope", "(0, 1)")
log_sigmoid.fact("limits", "-oo and 0")
log_sigmoid.fact("kinks", "none")
log_sigmoid.fact("monotonicity", "increasing")
log_sigmoid.fact("lipschitz", "1")
