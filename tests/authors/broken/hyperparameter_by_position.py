# expect: A603 write (..., *, a=...)
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def hyperparameter_by_position(x, a=2.0):
    """A title."""
    return a * x
