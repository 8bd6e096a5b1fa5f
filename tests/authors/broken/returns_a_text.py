# expect: A613 which is no formula
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def returns_a_text(x):
    """A title."""
    return "x"
