# expect: A613 a single number as a vector
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def number_as_a_vector(x):
    """A title."""
    return sum(x)  # <-
