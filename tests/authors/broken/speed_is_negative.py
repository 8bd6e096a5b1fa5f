# expect: A622 a positive number
from grader import elementwise, sym


@elementwise(speed=-1)  # <-
def speed_is_negative(x):
    """A title."""
    return sym.tanh(x)
