# expect: A614 x is below 0 there
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def root_of_negative_numbers(x):
    """A title."""
    return sym.sqrt(x) * x
