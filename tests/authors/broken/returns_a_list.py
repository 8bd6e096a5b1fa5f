# expect: A613 must return one
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def returns_a_list(x):
    """A title."""
    return [sym.sin(x)]
