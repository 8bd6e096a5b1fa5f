# expect: A610 takes the name
from grader import elementwise


@elementwise()
def cubic(x):
    """Cubic."""
    return x**3


@cubic.misconception(of="value")  # <-
def cubic(x):
    """Not the square."""
    return x**2
