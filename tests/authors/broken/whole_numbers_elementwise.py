# expect: A602 an input of a loss alone, not of elementwise
from grader import Classes, Reals, elementwise


@elementwise(domain={"x": Reals(-1, 1), "k": Classes()})  # <-
def whole_numbers_elementwise(x, k):
    """A title."""
    return x + k
