# expect: A622 Reals(-5, 5)
from grader import elementwise


@elementwise(domain={"x": (0, 1)})  # <-
def domain_by_input_is_a_tuple(x, y):
    """A title."""
    return x * y
