# expect: A622 domain=Reals(0, 1)
from grader import elementwise, sym


@elementwise(domain=[0, 1])  # <-
def domain_is_a_list(x):
    """A title."""
    return sym.tanh(x)
