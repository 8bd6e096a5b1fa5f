# expect: A622 write forbids=('tanh',), a tuple
from grader import elementwise, sym


@elementwise(forbids="tanh")  # <-
def forbids_is_a_text(x):
    """A title."""
    return sym.tanh(x)
