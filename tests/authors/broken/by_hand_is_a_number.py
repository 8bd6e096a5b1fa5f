# expect: A622 True or False
from grader import elementwise, sym


@elementwise(by_hand=0)  # <-
def by_hand_is_a_number(x):
    """A title."""
    return sym.tanh(x)
