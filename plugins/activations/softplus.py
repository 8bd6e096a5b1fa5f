from grader import Reals, elementwise, sym


@elementwise(
    domain=Reals(-15, 30),
    traps=(0.0, 20.0, 20.5, 19.5, -100.0, 100.0, -1e4, 1e4),
    variants=({"beta": 2.0, "threshold": 10.0}, {"beta": 3.0, "threshold": 1.0}, {"beta": 0.5, "threshold": 1.0}),
    torch="torch.nn.functional.softplus",
    forbids=(
        "log_sigmoid",
        "logaddexp",
        "logsumexp",
        "logcumsumexp",
        "log_softmax",
        "soft_margin_loss",
        "binary_cross_entropy_with_logits",
    ),
)
def softplus(input, *, beta=1.0, threshold=20.0):
    """Softplus: a smooth ReLU, log(1 + e^(beta x)) / beta (Dugas et al. 2001).

    Write softplus(input, beta=1.0, threshold=20.0) and softplus_backward(grad_output, input,
    beta=1.0, threshold=20.0). As in PyTorch, softplus is x itself where beta x is above the
    threshold; that is part of its definition here.

    Hint: differentiate log(u) with the chain rule: the factor beta of the inner derivative cancels
    1 / beta.

    Hint: max(z, 0) + log1p(e^-|z|) has the right values, but with relu or clamp autograd gets its
    slope at 0 wrong.
    """
    smooth = sym.log(1 + sym.exp(beta * input)) / beta
    return sym.Piecewise((input, beta * input > threshold), (smooth, True))


@softplus.derivative
def as_sigmoid(input, *, beta=1.0, threshold=20.0):
    return sym.Piecewise((1, beta * input > threshold), (1 / (1 + sym.exp(-beta * input)), True))


@softplus.misconception(of="value")
def beta_not_divided_by(input, *, beta=1.0, threshold=20.0):
    """The logarithm is divided by beta, so that softplus stays close to ReLU for every beta."""
    return sym.Piecewise((input, beta * input > threshold), (sym.log(1 + sym.exp(beta * input)), True))


@softplus.misconception(of="value")
def beta_forgotten(input, *, beta=1.0, threshold=20.0):
    """beta is not used: it multiplies x inside the exponential and divides the logarithm."""
    return sym.Piecewise((input, beta * input > threshold), (sym.log(1 + sym.exp(input)), True))


@softplus.misconception(of="gradient")
def inner_derivative_kept(input, *, beta=1.0, threshold=20.0):
    """The factor beta from the inner derivative cancels against 1 / beta; here it was kept."""
    return sym.Piecewise((1, beta * input > threshold), (beta / (1 + sym.exp(-beta * input)), True))


@softplus.misconception(of="gradient")
def numerator_lost(input, *, beta=1.0, threshold=20.0):
    """The chain rule on log(1 + e^(beta x)) gives e^(beta x) / (1 + e^(beta x)): the inner
    derivative is missing.
    """
    return sym.Piecewise((1, beta * input > threshold), (1 / (1 + sym.exp(beta * input)), True))


softplus.fact("range", "(0, oo)")
softplus.fact("slope", "(0, 0.9999999979) U {1}")
softplus.fact("limits", "0 and oo")
softplus.fact("kinks", "none")
softplus.fact("jumps", "20")
