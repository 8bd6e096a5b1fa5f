# expect: A622 traps=
from grader import elementwise


@elementwise(traps=("0",))  # <-
def traps_are_texts(x):
    """A title."""
    return x**2
