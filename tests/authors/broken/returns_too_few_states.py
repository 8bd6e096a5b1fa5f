# expect: A613 must return the update and the new v, 2 numbers, and returned 1
from grader import optimizer


@optimizer()  # <-
def returns_too_few_states(g, v, *, lr=0.1):
    """A title."""
    return -lr * (g + v)
