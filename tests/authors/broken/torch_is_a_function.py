# expect: A622 the full name in quotes
from grader import elementwise, sym


@elementwise(torch=abs)  # <-
def torch_is_a_function(x):
    """A title."""
    return sym.tanh(x)
