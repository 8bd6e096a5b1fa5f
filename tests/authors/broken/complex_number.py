# expect: A613 which is no formula
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def complex_number(x):
    """A title."""
    return 1j
