from grader import Reals, elementwise, sym


def inner(x):
    return sym.sqrt(2 / sym.pi) * (x + sym.Rational(44715, 10**6) * x**3)


@elementwise(domain=Reals(-8, 8), traps=(0.0, -0.75, -30.0, 30.0, -1e4, 1e4), forbids=("gelu",))
def gelu_tanh(x):
    """GELU by tanh: the usual approximation of GELU (Hendrycks & Gimpel 2016).

    Write gelu_tanh(x) = x (1 + tanh(u)) / 2 with u = sqrt(2/pi) (x + 0.044715 x^3), which torch
    calls gelu(x, approximate="tanh"), and gelu_tanh_backward(grad_output, x).

    Hint: product rule first, then the chain rule on tanh(u): its derivative is (1 - tanh(u)^2) u'.

    Hint: u' = sqrt(2/pi) (1 + 3 * 0.044715 x^2); the square is that of tanh(u), not of the
    function.
    """
    return x * (1 + sym.tanh(inner(x))) / 2


@gelu_tanh.misconception(of="value", note="001:725")
def cubic_term_lost(x):
    """The cubic term 0.044715 x^3 was dropped from u."""
    return x * (1 + sym.tanh(sym.Rational(797885, 10**6) * x)) / 2


@gelu_tanh.misconception(of="value")
def exact_gelu(x):
    """This is the exact GELU, x * Phi(x); this exercise asks for the approximation by tanh."""
    return x * (1 + sym.erf(x / sym.sqrt(2))) / 2


@gelu_tanh.misconception(of="gradient", note="001:731")
def squared_value_for_squared_tanh(x):
    """Three errors: the 1 of 1 + tanh(u) lost, the inner derivative u' lost, and the squared value
    written for tanh(u)^2.
    """
    value = x * (1 + sym.tanh(inner(x))) / 2
    return (sym.tanh(inner(x)) + x * (1 - value**2)) / 2


@gelu_tanh.misconception(of="gradient")
def inner_derivative_lost(x):
    """The chain rule on tanh(u) brings the factor u', which is missing."""
    t = sym.tanh(inner(x))
    return (1 + t + x * (1 - t**2)) / 2


@gelu_tanh.misconception(of="gradient")
def one_lost(x):
    """The first term of the product rule is 1 + tanh(u): the 1 was lost."""
    t = sym.tanh(inner(x))
    return (t + x * (1 - t**2) * sym.sqrt(2 / sym.pi) * (1 + 3 * sym.Rational(44715, 10**6) * x**2)) / 2


@gelu_tanh.misconception(of="gradient")
def cubic_term_lost_in_inner_derivative(x):
    """u' is sqrt(2/pi) (1 + 3 * 0.044715 x^2): the derivative of the cubic term is missing."""
    t = sym.tanh(inner(x))
    return (1 + t + x * (1 - t**2) * sym.sqrt(2 / sym.pi)) / 2


@gelu_tanh.misconception(of="gradient")
def factor_three_lost(x):
    """The power rule on x^3 brings a factor 3, which is missing in u'."""
    t = sym.tanh(inner(x))
    return (1 + t + x * (1 - t**2) * sym.sqrt(2 / sym.pi) * (1 + sym.Rational(44715, 10**6) * x**2)) / 2


gelu_tanh.fact("range", "[-0.1700407506, oo)")
gelu_tanh.fact("slope", "[-0.1289930687, 1.128993069]")
gelu_tanh.fact("limits", "0 and oo")
gelu_tanh.fact("kinks", "none")
gelu_tanh.fact("monotonicity", "neither")
gelu_tanh.fact("lipschitz", "1.128993069")
