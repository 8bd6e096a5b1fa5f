# expect: A613 another formula when it is called again
import itertools

from grader import elementwise

count = itertools.count(1)


@elementwise()  # <-
def changing(x):
    """A formula that counts its calls.

    Write changing(x).
    """
    return next(count) * x
