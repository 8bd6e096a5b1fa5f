# expect: A622 write misconception(of=...) before
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.misconception  # <-
def wrong(x):
    """Not this."""
    return x**2
