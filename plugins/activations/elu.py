from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-10, 10),
    traps=(0.0, -1e-3, -100.0, -1e4, 1e4),
    variants=({"alpha": 0.5}, {"alpha": 8.0}, {"alpha": 0.0}),
    torch="torch.nn.functional.elu",
    forbids=("celu", "selu"),
)
def elu(input, *, alpha=1.0):
    """ELU: x for positive x, alpha (e^x - 1) for negative x (Clevert et al. 2015, eq. 15).

    Write elu(input, alpha=1.0) and elu_backward(grad_output, input, alpha=1.0). ELU is bounded
    below by -alpha.

    Hint: torch.where evaluates both branches: e^x overflows on the positive side, and its gradient
    with it.

    Hint: in a sum of a positive and a negative side autograd adds both slopes at 0 with clamp, and
    loses both with relu.

    Hint: the derivative on the negative side is alpha e^x, which is f(x) + alpha.
    """
    return sym.Piecewise((input, input > 0), (alpha * (sym.exp(input) - 1), True))


@elu.derivative
def through_the_value(input, *, alpha=1.0):
    return sym.Piecewise((1, input > 0), (alpha * (sym.exp(input) - 1) + alpha, True))


@elu.misconception(of="value", note="004:110")
def unbounded_below(input, *, alpha=1.0):
    """The negative side falls without bound, as Leaky ReLU's does; ELU is alpha (e^x - 1) there:
    above -alpha.
    """
    return sym.Piecewise((input, input > 0), (alpha * input, True))


@elu.misconception(of="value")
def minus_one_lost(input, *, alpha=1.0):
    """Without the -1 the function jumps at 0: it is alpha (e^x - 1) on the negative side."""
    return sym.Piecewise((input, input > 0), (alpha * sym.exp(input), True))


@elu.misconception(of="value")
def alpha_on_the_exponential_alone(input, *, alpha=1.0):
    """alpha multiplies the whole of e^x - 1, not the exponential alone."""
    return sym.Piecewise((input, input > 0), (alpha * sym.exp(input) - 1, True))


@elu.misconception(of="gradient")
def alpha_lost(input, *, alpha=1.0):
    """The factor alpha stays in the derivative on the negative side."""
    return sym.Piecewise((1, input > 0), (sym.exp(input), True))


@elu.misconception(of="gradient")
def constant_kept(input, *, alpha=1.0):
    """The derivative of e^x - 1 is e^x: the constant goes away."""
    return sym.Piecewise((1, input > 0), (alpha * (sym.exp(input) - 1), True))


elu.fact("range", "(-1, oo)")
elu.fact("slope", "(0, 1]")
elu.fact(
    "limits",
    "-1 and oo",
    but={
        "-oo and oo": ("004:110", "e^x - 1 stays above -1, so ELU stays above -alpha: it does not fall without bound.")
    },
)
elu.fact("kinks", "none")
elu.fact("monotonicity", "increasing")
elu.fact("lipschitz", "1")
