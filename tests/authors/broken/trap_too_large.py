# expect: A606 float32
from grader import elementwise


@elementwise(traps=(1e300,))  # <-
def trap_too_large(x):
    """A title."""
    return x / 2
