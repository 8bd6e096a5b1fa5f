# expect: A622 options by name alone
from grader import Reals, elementwise


@elementwise(Reals(-1, 1))  # <-
def options_by_position(x):
    """A title."""
    return x**2
