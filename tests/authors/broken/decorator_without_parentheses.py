# expect: A622 write elementwise() before
from grader import elementwise


@elementwise  # <-
def decorator_without_parentheses(x):
    """A title."""
    return x**2
