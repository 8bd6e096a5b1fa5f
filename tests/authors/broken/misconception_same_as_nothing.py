# expect: A605 no misconception above it
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.misconception(of="value", same_as="other")  # <-
def wrong(x):
    """Not this."""
    return x**2
