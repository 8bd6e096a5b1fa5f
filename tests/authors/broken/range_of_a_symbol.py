# expect: A613 a count is a hyperparameter whose default is a whole number
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def range_of_a_symbol(x, *, n=3.0):
    """A title."""
    return sum(x**k for k in range(n))  # <-
