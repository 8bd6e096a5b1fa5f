from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-20, 20),
    traps=(0.0, 1e-6, -100.0, 100.0, -1e4, 1e4),
    torch="torch.nn.functional.tanh",
    forbids=("tanhshrink", "tan"),
)
def tanh(x):
    """Tanh: the hyperbolic tangent, from (-1, 1), odd.

    Write tanh(x) = (e^x - e^-x) / (e^x + e^-x) without torch.tanh, and its derivative by hand:
    tanh_backward(grad_output, x). Inputs as far out as -10000 and 10000 must give -1 and 1, with
    gradient 0, never nan.

    Hint: e^x overflows for large x: divide numerator and denominator by the larger exponential
    first.

    Hint: written through abs(x) and its sign it has the right values, but autograd gets 0 for its
    slope at 0.

    Hint: by the quotient rule, with c = cosh and s = sinh, the derivative is (c^2 - s^2) / c^2;
    write it through tanh itself.
    """
    return sym.tanh(x)


@tanh.stable
def by_exponentials(x):
    e = sym.exp(-2 * sym.Abs(x))
    return sym.sign(x) * (1 - e) / (1 + e)


@tanh.derivative
def textbook(x):
    return 1 - sym.tanh(x) ** 2


@tanh.misconception(of="value", note="002:18")
def range_of_sigmoid(x):
    """The values lie in (0, 1), as sigmoid's do. Tanh is odd and lies in (-1, 1): tanh(x) = 2
    sigmoid(2x) - 1.
    """
    return 1 / (1 + sym.exp(-x))


@tanh.misconception(of="value")
def argument_halved(x):
    """This is tanh(x/2) = (1 - e^-x) / (1 + e^-x): the exponents have to be doubled."""
    return sym.tanh(x / 2)


@tanh.misconception(of="gradient")
def derivative_of_sigmoid(x):
    """f (1 - f) is how the derivative of sigmoid is written; for tanh it is 1 - f^2."""
    return sym.tanh(x) * (1 - sym.tanh(x))


@tanh.misconception(of="gradient")
def square_lost(x):
    """The derivative is 1 - f^2: the square was lost."""
    return 1 - sym.tanh(x)


@tanh.misconception(of="gradient")
def plus_for_minus(x):
    """By the quotient rule the second term is subtracted: 1 - f^2, not 1 + f^2."""
    return 1 + sym.tanh(x) ** 2


tanh.fact(
    "range",
    "(-1, 1)",
    but={"(0, 1)": ("002:18", "This is the range of sigmoid; tanh is odd, so it has every value with both signs.")},
)
tanh.fact(
    "slope",
    "(0, 1]",
    but={
        "(0, 1)": ("001:623", "The slope at 0 is 1: the largest slope is attained."),
        "[-1, 1]": (
            "004:35",
            "tanh^2 is below 1, so the slope 1 - tanh^2 is positive everywhere: never negative, never 0.",
        ),
    },
)
tanh.fact("limits", "-1 and 1")
tanh.fact("kinks", "none")
tanh.fact("parity", "odd")
tanh.fact("monotonicity", "increasing")
tanh.fact("lipschitz", "1")
