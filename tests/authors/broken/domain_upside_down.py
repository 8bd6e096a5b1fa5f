# expect: A612 low < high
from grader import Reals, elementwise


@elementwise(domain=Reals(3, -3))  # <-
def domain_upside_down(x):
    """A title."""
    return x**2
