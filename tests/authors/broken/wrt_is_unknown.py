# expect: A602 no input called y, named in wrt=; it has x
from grader import elementwise


@elementwise(wrt=("y",))  # <-
def wrt_is_unknown(x):
    """A title."""
    return x**2
