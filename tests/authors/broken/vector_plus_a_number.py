# expect: A613 go through the entries
from grader import rowwise


@rowwise()
def vector_plus_a_number(x):
    """A title."""
    return [a + b for a, b in zip(x, x + [1])] + 1 * x * 0.5  # <-
