# expect: A622 write wrt=('input',), a tuple
from grader import elementwise


@elementwise(wrt="input")  # <-
def wrt_is_a_text(input, weight):
    """A title."""
    return input * weight
