# expect: A609 bent uses exp of math
from math import exp

from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def math_in_a_helper(x):
    """A title."""
    return bent(x)


def bent(x):  # <-
    return exp(x)
