# expect: A621 why it is wrong
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def cubic(x, *, a=2.0):
    """Cubic."""
    return a * x**3


cubic.fact("parity", "odd", but={"even": "It is odd."})
