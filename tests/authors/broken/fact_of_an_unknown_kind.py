# expect: A621 there is no kind 'rnage'
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


cubic.fact("rnage", "(-oo, oo)")
