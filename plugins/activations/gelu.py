from grader import Reals, elementwise, sym


def tanh_form(x):
    return x * (1 + sym.tanh(sym.sqrt(2 / sym.pi) * (x + sym.Rational(44715, 10**6) * x**3))) / 2


def cdf(x):
    return (1 + sym.erf(x / sym.sqrt(2))) / 2


def density(x):
    return sym.exp(-(x**2) / 2) / sym.sqrt(2 * sym.pi)


@elementwise(domain=Reals(-8, 8), traps=(0.0, -0.75, -30.0, 30.0, -1e4, 1e4), torch="torch.nn.functional.gelu")
def gelu(x):
    """GELU: x times the standard normal distribution function of x (Hendrycks & Gimpel 2016).

    Write gelu(x) = x * Phi(x), where Phi is the distribution function of the standard normal,
    exactly (with erf, not the tanh approximation), and gelu_backward(grad_output, x), its
    derivative by hand.

    Hint: it is a product: differentiate x * Phi(x) with the product rule. The derivative of Phi is
    the normal density.
    """
    return x * cdf(x)


@gelu.derivative
def textbook(x):
    return cdf(x) + x * density(x)


@gelu.misconception(of="value", note="001:719")
def tanh_approximation(x):
    """This is the tanh approximation of GELU. The definition is x * Phi(x), with the error
    function; the two differ by up to 5e-4.
    """
    return tanh_form(x)


@gelu.misconception(of="value", note="001:725")
def tanh_approximation_without_cubic_term(x):
    """This is the tanh approximation, and its cubic term 0.044715 x^3 is missing too. The
    definition is x * Phi(x).
    """
    return x * (1 + sym.tanh(sym.Rational(797885, 10**6) * x)) / 2


@gelu.misconception(of="value")
def sigmoid_approximation(x):
    """This is the sigmoid approximation x * sigmoid(1.702 x). The definition is x * Phi(x)."""
    return x / (1 + sym.exp(-sym.Rational(1702, 1000) * x))


@gelu.misconception(of="value")
def argument_of_erf_not_scaled(x):
    """Phi(x) is (1 + erf(x / sqrt 2)) / 2: the division by sqrt 2 inside erf is missing."""
    return x * (1 + sym.erf(x)) / 2


@gelu.misconception(of="gradient")
def derivative_of_phi_forgotten(x):
    """Phi(x) is only the first term of the product rule: x times the normal density is missing."""
    return cdf(x)


@gelu.misconception(of="gradient")
def first_term_forgotten(x):
    """x times the normal density is only the second term of the product rule: Phi(x) is missing."""
    return x * density(x)


@gelu.misconception(of="gradient")
def density_not_multiplied_by_x(x):
    """The second term of the product rule is x times the normal density: the factor x was lost."""
    return cdf(x) + density(x)


@gelu.misconception(of="gradient")
def inner_derivative_of_erf_lost(x):
    """The chain rule on erf(x / sqrt 2) brings a factor 1 / sqrt 2, which is missing in the second
    term.
    """
    return cdf(x) + x * sym.sqrt(2) * density(x)


@gelu.misconception(of="gradient", note="001:731")
def squared_value_for_squared_tanh(x):
    """Three errors in the tanh form: the 1 of 1 + tanh(u) lost, the inner derivative u' lost, and
    GELU^2 written for tanh(u)^2.
    """
    u = sym.sqrt(2 / sym.pi) * (x + sym.Rational(44715, 10**6) * x**3)
    return (sym.tanh(u) + x * (1 - tanh_form(x) ** 2)) / 2


gelu.fact(
    "range",
    "[-0.1699712075, oo)",
    but={"(-oo, oo)": ("001:738", "GELU has a smallest value, about -0.17 near x = -0.75: it is bounded below.")},
)
gelu.fact(
    "slope",
    "[-0.1289041452, 1.128904145]",
    but={
        "(0, 1)": (
            "001:739",
            "GELU falls left of its minimum, and its slope is largest at sqrt(2), where it exceeds 1.",
        )
    },
)
gelu.fact("limits", "0 and oo")
gelu.fact("kinks", "none")
gelu.fact("parity", "neither")
gelu.fact("monotonicity", "neither")
gelu.fact("lipschitz", "1.128904145")
