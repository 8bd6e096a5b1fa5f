# expect: A625 write sym.pi
from math import pi

from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def pi_of_math(x):
    """A title."""
    return sym.sin(pi * x)
