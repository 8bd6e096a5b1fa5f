# expect: A619 divides by sqrt(x**2 + 1) - 1, which may round to 0 there
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(1, 2), traps=(1e-4,))  # <-
def divisor_may_round_to_0(x):
    """A title."""
    return x**2 / (sym.sqrt(x**2 + 1) - 1)
