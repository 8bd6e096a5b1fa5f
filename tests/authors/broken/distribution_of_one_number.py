# expect: A602 that shapes= makes a vector
from grader import Distribution, elementwise, sym


@elementwise(domain=Distribution())  # <-
def distribution_of_one_number(x):
    """A title."""
    return sym.log(x + 1)
