# expect: A613 KeyError: 'missing'
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def exception_in_the_formula(x):
    """A title."""
    return {}["missing"] + x  # <-
