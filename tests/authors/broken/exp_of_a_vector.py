# expect: A613 go through the entries
from grader import rowwise, sym


@rowwise()
def exp_of_a_vector(x):
    """A title."""
    return sym.exp(x)  # <-
