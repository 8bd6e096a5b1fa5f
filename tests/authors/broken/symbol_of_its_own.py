# expect: A613 not a new symbol of its name
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def symbol_of_its_own(x):
    """A title."""
    return sym.Symbol("x") ** 2
