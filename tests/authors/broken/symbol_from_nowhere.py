# expect: A613 uses the symbol y
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def symbol_from_nowhere(x):
    """A title."""
    return sym.Symbol("y") * x
