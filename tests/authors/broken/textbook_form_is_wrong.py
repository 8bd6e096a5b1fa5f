# expect: A615 but should be
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.derivative  # <-
def wrong(x, *, a=2.0):
    """Not this."""
    return 2 * a * x**2
