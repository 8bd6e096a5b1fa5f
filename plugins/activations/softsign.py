from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-30, 30), traps=(0.0, -1.0, -1e4, 1e4, 1e-6), torch="torch.nn.functional.softsign")
def softsign(x):
    """Softsign: x over 1 + |x|, a squashing function with slow tails.

    Write softsign(x) = x / (1 + |x|) and softsign_backward(grad_output, x), its derivative by hand.

    Hint: treat x > 0 and x < 0 apart, use the quotient rule on each side, then write both results
    as one.
    """
    return x / (1 + sym.Abs(x))


@softsign.derivative
def textbook(x):
    return 1 / (1 + sym.Abs(x)) ** 2


@softsign.misconception(of="value")
def absolute_value_lost(x):
    """The denominator is 1 + |x|: without the absolute value it is zero at x = -1."""
    return x / (1 + x)


@softsign.misconception(of="gradient", note="002:33")
def absolute_value_lost_in_derivative(x):
    """The denominator of the derivative is (1 + |x|)^2; (1 + x)^2 is wrong for every x < 0, and
    infinite at x = -1.
    """
    return 1 / (1 + x) ** 2


@softsign.misconception(of="gradient")
def denominator_not_squared(x):
    """The quotient rule divides by the square of the denominator."""
    return 1 / (1 + sym.Abs(x))


@softsign.misconception(of="gradient")
def quotient_rule_with_plus(x):
    """The quotient rule subtracts u v' from u' v; here they were added."""
    return (1 + 2 * sym.Abs(x)) / (1 + sym.Abs(x)) ** 2


@softsign.misconception(of="gradient")
def sign_of_x(x):
    """A factor sign(x) too many: the derivative of |x| cancels against x, since x sign(x) = |x|."""
    return sym.sign(x) / (1 + sym.Abs(x)) ** 2


softsign.fact("range", "(-1, 1)")
softsign.fact("slope", "(0, 1]")
softsign.fact("limits", "-1 and 1")
softsign.fact("kinks", "none")
softsign.fact("parity", "odd")
softsign.fact("monotonicity", "increasing")
softsign.fact("lipschitz", "1")
