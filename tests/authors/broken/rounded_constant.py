# expect: A625 write sym.sqrt(2 / sym.pi)
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def rounded_constant(x):
    """A title."""
    return sym.tanh(0.7978845608 * x)
