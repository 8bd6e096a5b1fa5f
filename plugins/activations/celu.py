from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-10, 10),
    traps=(0.0, -1e-3, -100.0, -1e4, 1e4),
    variants=({"alpha": 0.5}, {"alpha": 8.0}),
    torch="torch.nn.functional.celu",
    forbids=("elu", "selu"),
)
def celu(input, *, alpha=1.0):
    """CELU: ELU made smooth for every alpha, alpha (e^(x/alpha) - 1) for negative x (Barron 2017,
    eq. 2).

    Write celu(input, alpha=1.0) and celu_backward(grad_output, input, alpha=1.0).

    Hint: the chain rule on e^(x/alpha) brings a factor 1/alpha, which cancels the alpha in front.
    """
    return sym.Piecewise((input, input > 0), (alpha * (sym.exp(input / alpha) - 1), True))


@celu.derivative
def cancelled(input, *, alpha=1.0):
    return sym.Piecewise((1, input > 0), (sym.exp(input / alpha), True))


@celu.derivative
def through_the_value(input, *, alpha=1.0):
    return sym.Piecewise((1, input > 0), ((alpha * (sym.exp(input / alpha) - 1) + alpha) / alpha, True))


@celu.misconception(of="value")
def elu_instead(input, *, alpha=1.0):
    """This is ELU: CELU divides x by alpha inside the exponential."""
    return sym.Piecewise((input, input > 0), (alpha * (sym.exp(input) - 1), True))


@celu.misconception(of="value")
def multiplied_by_alpha(input, *, alpha=1.0):
    """Inside the exponential x is divided by alpha, not multiplied."""
    return sym.Piecewise((input, input > 0), (alpha * (sym.exp(input * alpha) - 1), True))


@celu.misconception(of="gradient")
def inner_derivative_lost(input, *, alpha=1.0):
    """The inner derivative 1/alpha of x/alpha is missing: it cancels the factor alpha."""
    return sym.Piecewise((1, input > 0), (alpha * sym.exp(input / alpha), True))


@celu.misconception(of="gradient")
def inner_derivative_twice(input, *, alpha=1.0):
    """The factor 1/alpha appears twice: the alpha in front was lost."""
    return sym.Piecewise((1, input > 0), (sym.exp(input / alpha) / alpha, True))


celu.fact("range", "(-1, oo)")
celu.fact("slope", "(0, 1]")
celu.fact("limits", "-1 and oo")
celu.fact("kinks", "none")
celu.fact("monotonicity", "increasing")
celu.fact("lipschitz", "1")
