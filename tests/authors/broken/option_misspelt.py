# expect: A622 did you mean domain=?
from grader import Reals, elementwise


@elementwise(domian=Reals(-1, 1))  # <-
def option_misspelt(x):
    """A title."""
    return x**2
