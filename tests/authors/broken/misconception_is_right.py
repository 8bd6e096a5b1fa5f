# expect: A618 gives the same results
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.misconception(of="gradient")  # <-
def wrong(x, *, a=2.0):
    """Not this."""
    return 3 * a * x * x
