# expect: A622 Positive(...), with parentheses
from grader import Positive, elementwise, sym


@elementwise(domain=Positive)  # <-
def domain_without_parentheses(x):
    """A title."""
    return sym.log(x)
