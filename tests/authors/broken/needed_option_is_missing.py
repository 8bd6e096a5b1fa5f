# expect: A622 layer needs shapes=
from grader import layer


@layer()  # <-
def needed_option_is_missing(x):
    """A title."""
    return list(x)
