from grader import Reals, elementwise, sym

ALPHA = 1.6732632423543772848170429916717
SCALE = 1.0507009873554804934193349852946


@elementwise(
    domain=Reals(-10, 10),
    traps=(0.0, -1e-3, -100.0, -1e4, 1e4),
    torch="torch.nn.functional.selu",
    forbids=("elu", "celu"),
)
def selu(input):
    """SELU: ELU with the scale and alpha that keep mean 0 and variance 1 (Klambauer et al. 2017,
    eq. 2).

    Write selu(input) = scale * (x if x > 0 else alpha (e^x - 1)) with alpha = 1.6732632423543772
    and scale = 1.0507009873554805, and selu_backward(grad_output, input).

    Hint: scale multiplies both sides, so both sides of the derivative have it.

    Hint: in a sum of a positive and a negative side autograd adds both slopes at 0 with clamp, and
    loses both with relu.
    """
    return SCALE * sym.Piecewise((input, input > 0), (ALPHA * (sym.exp(input) - 1), True))


@selu.derivative
def through_the_value(input):
    value = ALPHA * sym.UnevaluatedExpr(sym.exp(input) - 1)  # or SymPy would cancel the constants
    return SCALE * sym.Piecewise((1, input > 0), (value + ALPHA, True))


@selu.misconception(of="value")
def scale_on_one_side(input):
    """The scale multiplies the positive side too."""
    return sym.Piecewise((input, input > 0), (SCALE * ALPHA * (sym.exp(input) - 1), True))


@selu.misconception(of="value")
def scale_lost(input):
    """This is ELU with SELU's alpha: the scale in front is missing."""
    return sym.Piecewise((input, input > 0), (ALPHA * (sym.exp(input) - 1), True))


@selu.misconception(of="value")
def constants_swapped(input):
    """alpha and scale are exchanged: the larger one, 1.67, belongs to the negative side."""
    return ALPHA * sym.Piecewise((input, input > 0), (SCALE * (sym.exp(input) - 1), True))


@selu.misconception(of="gradient")
def scale_lost_in_derivative(input):
    """The scale stays in front of the derivative, on both sides."""
    return sym.Piecewise((1, input > 0), (ALPHA * sym.exp(input), True))


@selu.misconception(of="gradient")
def alpha_lost_in_derivative(input):
    """The factor alpha stays in the derivative on the negative side."""
    return SCALE * sym.Piecewise((1, input > 0), (sym.exp(input), True))


selu.fact("range", "(-1.758099341, oo)")
selu.fact("slope", "(0, 1.758099341)")
selu.fact("limits", "-1.758099341 and oo")
selu.fact("kinks", "0")
selu.fact("monotonicity", "increasing")
selu.fact("lipschitz", "1.758099341")
