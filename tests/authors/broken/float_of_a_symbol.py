# expect: A613 formulas are built with sym alone
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def float_of_a_symbol(x):
    """A title."""
    return float(x) ** 2  # <-
