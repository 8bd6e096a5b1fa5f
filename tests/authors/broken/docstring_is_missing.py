# expect: A607 first a title
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))  # <-
def docstring_is_missing(x):
    return sym.sin(x)
