# expect: A608 students read it as the explanation
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


@cubic.misconception(of="value")  # <-
def wrong(x):
    return x**2
