# expect: A622 the full name in quotes
from grader import elementwise, sym


@elementwise(torch="tanh")  # <-
def torch_without_torch(x):
    """A title."""
    return sym.tanh(x)
