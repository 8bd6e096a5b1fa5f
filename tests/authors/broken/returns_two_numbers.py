# expect: A613 an exercise for each of them
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def returns_two_numbers(x):
    """A title."""
    return x**2, x**3
