# expect: A616 zeta
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def no_rule_of_differentiation(x):
    """A title."""
    return sym.zeta(x + 10)
