# expect: A622 write traps=(0.0,), a tuple
from grader import elementwise


@elementwise(traps=0.0)  # <-
def traps_are_a_number(x):
    """A title."""
    return x**2
