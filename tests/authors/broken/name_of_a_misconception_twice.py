# expect: A610 already
from grader import elementwise


@elementwise()
def cubic(x):
    """Cubic."""
    return x**3


@cubic.misconception(of="value")
def wrong(x):
    """Not the square."""
    return x**2


@cubic.misconception(of="gradient")  # <-
def wrong(x):
    """The factor 3 is missing."""
    return x**2
