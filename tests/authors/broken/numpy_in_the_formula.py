# expect: A609 formulas are built with sym
import numpy

from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def numpy_in_the_formula(x):
    """A title."""
    return numpy.exp(x)
