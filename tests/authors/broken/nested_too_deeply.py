# expect: A624 nested too deeply
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))
def nested_too_deeply(x):
    """Nested."""
    y = x
    for _ in range(2000):
        y = sym.sin(y)  # <-
    return y
