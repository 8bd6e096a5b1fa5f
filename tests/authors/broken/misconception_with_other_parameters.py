# expect: A604 must take what cubic takes: (x)
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.misconception(of="value")  # <-
def wrong(y, b):
    """Not this."""
    return x**2
