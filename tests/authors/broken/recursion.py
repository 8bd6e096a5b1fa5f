# expect: A624 call itself without end
from grader import Reals, elementwise


@elementwise(domain=Reals(-3, 3))
def recursion(x):
    """Recursion."""
    return power(x, 3)


def power(x, n):
    return x * power(x, n - 1)  # <-
