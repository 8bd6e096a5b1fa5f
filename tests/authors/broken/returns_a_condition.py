# expect: A613 sym.Piecewise((1, x > 0), (0, True))
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def returns_a_condition(x):
    """A title."""
    return x > 0
