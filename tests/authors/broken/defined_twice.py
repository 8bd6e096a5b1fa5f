# expect: A610 defined again in line 15
from grader import elementwise, sym


@elementwise()  # <-
def twice(x):
    """The first one.

    Write twice(x).
    """
    return 2 * x


@elementwise()
def twice(x):  # noqa: F811
    """The second one, which takes its place.

    Write twice(x).
    """
    return sym.exp(x)
