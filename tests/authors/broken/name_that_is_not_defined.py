# expect: A609 neither a parameter nor defined
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))  # <-
def name_that_is_not_defined(x):
    """A title."""
    return tau * x
