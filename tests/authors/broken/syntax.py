# expect: A612 cannot be imported: expected ':'
from grader import elementwise


@elementwise()
def syntax(x)  # <-
    """A colon is missing."""
    return x
