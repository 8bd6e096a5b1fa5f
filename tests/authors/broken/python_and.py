# expect: A613 sym.And
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))
def python_and(x):
    """A title."""
    return sym.Piecewise((x, x > -1 and x < 1), (0, True))  # <-
