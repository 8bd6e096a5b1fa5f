# expect: A622 domain=Reals(-5, 5)
from grader import elementwise, sym


@elementwise(domain=(-5, 5))  # <-
def domain_is_a_tuple(x):
    """A title."""
    return sym.tanh(x)
