# expect: A614 divides by x, which is 0 there; narrow the domain
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def pole_in_the_domain(x):
    """A title."""
    return sym.sin(x) / x
