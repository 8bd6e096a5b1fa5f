# expect: A613 must return a list of
from grader import rowwise


@rowwise()  # <-
def returns_too_short_a_row(x):
    """A title."""
    return [x[0]]
