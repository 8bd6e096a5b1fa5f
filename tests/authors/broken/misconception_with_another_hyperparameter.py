# expect: A604 takes b, which cubic does not have
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.misconception(of="value")  # <-
def wrong(x, *, b=1.0):
    """Not this."""
    return x**2
