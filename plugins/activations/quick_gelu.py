from grader import Reals, elementwise, sym

SCALE = 1.702


def sigmoid(x):
    return 1 / (1 + sym.exp(-x))


@elementwise(domain=Reals(-12, 12), traps=(0.0, -0.75, -100.0, 100.0, -1e4, 1e4), forbids=("silu", "glu"))
def quick_gelu(x):
    """Quick GELU: x times sigmoid(1.702 x), an approximation of GELU (Hendrycks & Gimpel 2016,
    section 2).

    Write quick_gelu(x) and quick_gelu_backward(grad_output, x). Far out nothing may become nan.

    Hint: the product rule gives s + x s', and the chain rule puts the factor 1.702 into s'.
    """
    return x * sigmoid(SCALE * x)


def stable_sigmoid(x):
    return sym.Piecewise((sigmoid(x), x > 0), (sym.exp(x) / (1 + sym.exp(x)), True))


@quick_gelu.stable
def by_cases(x):
    return x * stable_sigmoid(SCALE * x)


@quick_gelu.derivative
def textbook(x):
    return stable_sigmoid(SCALE * x) + SCALE * x * stable_sigmoid(SCALE * x) * stable_sigmoid(-SCALE * x)


@quick_gelu.misconception(of="value")
def scale_lost(x):
    """This is SiLU: the factor 1.702 inside sigmoid is missing."""
    return x * sigmoid(x)


@quick_gelu.misconception(of="value")
def exact_gelu(x):
    """This is the exact GELU; this exercise asks for its approximation by sigmoid."""
    return x * (1 + sym.erf(x / sym.sqrt(2))) / 2


@quick_gelu.misconception(of="gradient")
def inner_derivative_lost(x):
    """The chain rule on sigmoid(1.702 x) brings the factor 1.702, which is missing."""
    s = sigmoid(SCALE * x)
    return s + x * s * (1 - s)


@quick_gelu.misconception(of="gradient")
def second_term_forgotten(x):
    """sigmoid(1.702 x) is only the first term of the product rule."""
    return sigmoid(SCALE * x)


@quick_gelu.misconception(of="gradient")
def factor_x_lost(x):
    """The second term of the product rule has the factor x, which was lost."""
    s = sigmoid(SCALE * x)
    return s + SCALE * s * (1 - s)


quick_gelu.fact("range", "[-0.1636101896, oo)")
quick_gelu.fact("slope", "[-0.09983932013, 1.09983932]")
quick_gelu.fact("limits", "0 and oo")
quick_gelu.fact("kinks", "none")
quick_gelu.fact("monotonicity", "neither")
quick_gelu.fact("lipschitz", "1.09983932")
