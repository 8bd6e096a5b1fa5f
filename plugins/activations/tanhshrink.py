from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-10, 10), traps=(0.0, 1e-3, -1e4, 1e4), torch="torch.nn.functional.tanhshrink")
def tanhshrink(input):
    """Tanhshrink: x minus tanh(x).

    Write tanhshrink(input) and tanhshrink_backward(grad_output, input).

    Hint: 1 - (1 - tanh^2) has a shorter form, which loses no digits near 0.
    """
    return input - sym.tanh(input)


@tanhshrink.derivative
def textbook(input):
    return sym.tanh(input) ** 2


@tanhshrink.misconception(of="value")
def order_of_the_difference(input):
    """The difference is the wrong way round: x - tanh(x), not tanh(x) - x."""
    return sym.tanh(input) - input


@tanhshrink.misconception(of="gradient")
def one_lost(input):
    """The derivative of x, 1, is missing: 1 - (1 - tanh^2) is tanh^2."""
    return -(1 - sym.tanh(input) ** 2)


@tanhshrink.misconception(of="gradient")
def derivative_of_tanh(input):
    """This is the derivative of tanh; that of x - tanh(x) is 1 minus it."""
    return 1 - sym.tanh(input) ** 2


@tanhshrink.misconception(of="gradient")
def sign_of_the_square(input):
    """1 - (1 - tanh^2) is tanh^2, without a minus."""
    return -(sym.tanh(input) ** 2)


tanhshrink.fact("range", "(-oo, oo)")
tanhshrink.fact("slope", "[0, 1)")
tanhshrink.fact("limits", "-oo and oo")
tanhshrink.fact("kinks", "none")
tanhshrink.fact("parity", "odd")
tanhshrink.fact("monotonicity", "increasing")
tanhshrink.fact("lipschitz", "1")
