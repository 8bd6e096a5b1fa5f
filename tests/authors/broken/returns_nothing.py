# expect: A613 is a return missing?
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def returns_nothing(x):
    """A title."""
    return None
