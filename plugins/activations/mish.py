from grader import Reals, elementwise, sym


def softplus(x):
    return sym.log(1 + sym.exp(x))


def sigmoid(x):
    return 1 / (1 + sym.exp(-x))


@elementwise(domain=Reals(-15, 15), traps=(0.0, -1.2, -100.0, 100.0, -1e4, 1e4), torch="torch.nn.functional.mish")
def mish(input):
    """Mish: x times tanh(softplus(x)) (Misra 2019).

    Write mish(input) and mish_backward(grad_output, input). Far out nothing may become nan.

    Hint: product rule, then the chain rule twice: tanh' is 1 - tanh^2, softplus' is sigmoid.
    """
    return input * sym.tanh(softplus(input))


@mish.derivative
def textbook(input):
    t = sym.tanh(softplus(input))
    return t + input * (1 - t**2) * sigmoid(input)


@mish.misconception(of="gradient")
def inner_derivative_lost(input):
    """The chain rule on softplus brings sigmoid(x), which is missing in the second term."""
    t = sym.tanh(softplus(input))
    return t + input * (1 - t**2)


@mish.misconception(of="gradient")
def second_term_forgotten(input):
    """tanh(softplus(x)) is only the first term of the product rule."""
    return sym.tanh(softplus(input))


@mish.misconception(of="gradient")
def first_term_forgotten(input):
    """x times the derivative is only the second term of the product rule: tanh(softplus(x)) is
    missing.
    """
    t = sym.tanh(softplus(input))
    return input * (1 - t**2) * sigmoid(input)


@mish.misconception(of="gradient")
def square_of_tanh_lost(input):
    """The derivative of tanh is 1 - tanh^2: the square was lost."""
    t = sym.tanh(softplus(input))
    return t + input * (1 - t) * sigmoid(input)


@mish.misconception(of="value")
def tanh_lost(input):
    """The tanh is missing: this is x times softplus(x)."""
    return input * softplus(input)


@mish.misconception(of="value")
def sigmoid_for_softplus(input):
    """tanh is taken of softplus(x) = log(1 + e^x), not of sigmoid(x)."""
    return input * sym.tanh(sigmoid(input))


mish.fact("range", "[-0.308843413, oo)")
mish.fact("slope", "[-0.1125261224, 1.088498161]")
mish.fact("limits", "0 and oo")
mish.fact("kinks", "none")
mish.fact("monotonicity", "neither")
mish.fact("lipschitz", "1.088498161")
