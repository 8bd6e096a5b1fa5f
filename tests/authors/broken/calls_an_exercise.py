# expect: A613 NAME.function(...)
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def calls_an_exercise(x):
    """A title."""
    return calls_an_exercise(x - 1)  # <-
