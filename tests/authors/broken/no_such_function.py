# expect: A613 sym has no sigmoid
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))
def no_such_function(x):
    """A title."""
    return sym.sigmoid(x)  # <-
