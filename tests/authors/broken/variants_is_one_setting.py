# expect: A622 a tuple
from grader import elementwise


@elementwise(variants={"a": 2.0})  # <-
def variants_is_one_setting(x, *, a=1.0):
    """A title."""
    return a * x
