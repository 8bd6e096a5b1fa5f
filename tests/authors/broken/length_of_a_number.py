# expect: A613 a single number as a vector
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def length_of_a_number(x):
    """A title."""
    return x / len(x)  # <-
