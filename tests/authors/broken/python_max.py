# expect: A613 sym.Max
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def python_max(x):
    """A title."""
    return max(x, 0)  # <-
