from grader import Reals, elementwise, sym


def sigmoid(x):
    return 1 / (1 + sym.exp(-x))


@elementwise(
    domain=Reals(-20, 20),
    traps=(0.0, -1.25, -100.0, 100.0, -1e4, 1e4),
    torch="torch.nn.functional.silu",
    forbids=("glu", "softplus_backward", "soft_margin_loss"),
)
def silu(input):
    """SiLU, or Swish: x times sigmoid(x) (Elfwing et al. 2018; Ramachandran et al. 2017).

    Write silu(input) and silu_backward(grad_output, input). Far out nothing may become nan.

    Hint: the product rule gives s + x s', where s' = s (1 - s).
    """
    return input * sigmoid(input)


@silu.derivative
def textbook(input):
    s = sigmoid(input)
    return s + input * s * (1 - s)


@silu.misconception(of="gradient")
def second_term_forgotten(input):
    """sigmoid(x) is only the first term of the product rule: x times its derivative is missing."""
    return sigmoid(input)


@silu.misconception(of="gradient")
def first_term_forgotten(input):
    """x s (1 - s) is only the second term of the product rule: sigmoid(x) is missing."""
    s = sigmoid(input)
    return input * s * (1 - s)


@silu.misconception(of="gradient")
def factor_x_lost(input):
    """The second term of the product rule is x times the derivative of sigmoid: the factor x was
    lost.
    """
    s = sigmoid(input)
    return s + s * (1 - s)


@silu.misconception(of="gradient")
def derivative_of_sigmoid_alone(input):
    """This is the derivative of sigmoid: the product with x was forgotten."""
    s = sigmoid(input)
    return s * (1 - s)


@silu.misconception(of="gradient")
def value_for_sigmoid(input):
    """f + s (1 - f) is right; here sigmoid's derivative was taken as f (1 - f), with the function's
    own value f.
    """
    f = input * sigmoid(input)
    return sigmoid(input) + input * f * (1 - f)


@silu.misconception(of="value")
def sigmoid_alone(input):
    """This is sigmoid: SiLU multiplies it by x."""
    return sigmoid(input)


silu.fact(
    "range",
    "[-0.2784645428, oo)",
    but={"(-oo, oo)": ("001:695", "Swish has a smallest value, about -0.278 near x = -1.278: it is bounded below.")},
)
silu.fact(
    "slope",
    "[-0.09983932013, 1.09983932]",
    but={"(0, oo)": ("001:696", "Swish falls left of its minimum, and its slope never exceeds about 1.1.")},
)
silu.fact("limits", "0 and oo")
silu.fact("kinks", "none")
silu.fact("parity", "neither")
silu.fact("monotonicity", "neither")
silu.fact("lipschitz", "1.09983932")
