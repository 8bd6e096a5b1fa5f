# expect: A614 log(x)
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def logarithm_of_negative_numbers(x):
    """A title."""
    return sym.log(x)
