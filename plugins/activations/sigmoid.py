from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-30, 30),
    traps=(0.0, -100.0, 100.0, -1e4, 1e4),
    torch="torch.nn.functional.sigmoid",
    forbids=(
        "log_sigmoid",
        "silu",
        "expit",
        "glu",
        "softmax",
        "softmin",
        "log_softmax",
        "softplus_backward",
        "soft_margin_loss",
        "binary_cross_entropy_with_logits",
    ),
)
def sigmoid(x):
    """Sigmoid: squash a real number into (0, 1).

    Write sigmoid(x), the logistic function 1 / (1 + e^-x), and its derivative by hand:
    sigmoid_backward(grad_output, x) returns the gradient with respect to x.
    Inputs as far out as -10000 and 10000 must give 0 and 1, with gradient 0, never nan.

    Hint: differentiate (1 + e^-x)^-1 with the power rule, then the chain rule; the result can be
    written through sigmoid(x) itself.

    Hint: if the gradient is nan far out, e^-x has overflowed on the way: express the derivative
    through the value, which cannot.
    """
    return 1 / (1 + sym.exp(-x))


@sigmoid.derivative
def textbook(x):
    s = 1 / (1 + sym.exp(-x))
    return s * (1 - s)


@sigmoid.misconception(of="value", note="004:7")
def limits_of_tanh(x):
    """The limits are those of tanh, -1 and 1. Sigmoid tends to 0 on the left: it is (1 + tanh(x/2))
    / 2.
    """
    return sym.tanh(x / 2)


@sigmoid.misconception(of="value")
def sign_of_exponent(x):
    """The exponent has the wrong sign: 1 / (1 + e^x) falls where sigmoid rises."""
    return 1 / (1 + sym.exp(x))


@sigmoid.misconception(of="gradient", note="002:9")
def difference_for_product(x):
    """The difference f - (1 - f) stands where the product f (1 - f) belongs; it is negative for x <
    0, yet sigmoid rises there.
    """
    s = 1 / (1 + sym.exp(-x))
    return s - (1 - s)


@sigmoid.misconception(of="gradient", note="004:93")
def extra_factor_half_minus_f(x):
    """A factor (1/2 - f) too many, left over from a broken chain rule; it makes the slope 0 at x =
    0, where it is largest.
    """
    s = 1 / (1 + sym.exp(-x))
    return s * (1 - s) * (sym.Rational(1, 2) - s)


@sigmoid.misconception(of="gradient", note="004:68")
def power_rule_with_positive_exponent(x):
    """The power rule on u^-1 gives -u^-2, not -u^2 (with u = 1 + e^-x): its exponent lost the
    minus.
    """
    u = 1 + sym.exp(-x)
    return -(u**2) * -sym.exp(-x)


@sigmoid.misconception(of="gradient", note="004:78")
def inner_derivative_one(x):
    """The inner derivative of 1 + e^-x is -e^-x; rewriting it along a wrong equality has made it
    the constant 1.
    """
    return -((1 + sym.exp(-x)) ** -2)


@sigmoid.misconception(of="gradient", note="004:81")
def inner_derivative_half_minus_f(x):
    """The inner derivative of 1 + e^-x is -e^-x, not -(1/2 - f)."""
    s = 1 / (1 + sym.exp(-x))
    return s**2 * (sym.Rational(1, 2) - s)


@sigmoid.misconception(of="gradient")
def inner_derivative_sign_lost(x):
    """The inner derivative of e^-x is -e^-x; without its minus the whole gradient changes sign."""
    s = 1 / (1 + sym.exp(-x))
    return -s * (1 - s)


@sigmoid.misconception(of="gradient")
def derivative_of_tanh(x):
    """1 - f^2 is how the derivative of tanh is written; for sigmoid it is f (1 - f)."""
    s = 1 / (1 + sym.exp(-x))
    return 1 - s**2


sigmoid.fact("range", "(0, 1)")
sigmoid.fact(
    "slope",
    "(0, 1/4]",
    but={"(0, 1/4)": ("001:588", "The slope at 0 is 1/4: the largest slope is attained.")},
)
sigmoid.fact(
    "limits",
    "0 and 1",
    but={"-1 and 1": ("004:7", "These are the limits of tanh; e^-x is positive, so sigmoid stays between 0 and 1.")},
)
sigmoid.fact("kinks", "none")
sigmoid.fact("parity", "neither")
sigmoid.fact("monotonicity", "increasing")
sigmoid.fact("lipschitz", "1/4")
