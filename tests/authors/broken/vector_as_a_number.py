# expect: A613 go through the entries
from grader import rowwise


@rowwise()
def vector_as_a_number(x):
    """A title."""
    return -x  # <-
