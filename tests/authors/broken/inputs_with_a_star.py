# expect: A601 name every input
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def inputs_with_a_star(*xs):
    """A title."""
    return sum(xs)
