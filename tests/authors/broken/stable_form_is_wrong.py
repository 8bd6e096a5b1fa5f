# expect: A615 but should be
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.stable  # <-
def wrong(x, *, a=2.0):
    """Not this."""
    return a * x**3 + x
