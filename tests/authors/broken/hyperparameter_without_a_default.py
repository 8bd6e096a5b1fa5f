# expect: A603 write a=...
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def hyperparameter_without_a_default(x, *, a):
    """A title."""
    return a * x
