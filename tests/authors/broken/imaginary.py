# expect: A613 imaginary unit
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def imaginary(x):
    """A title."""
    return sym.exp(sym.I * x)
