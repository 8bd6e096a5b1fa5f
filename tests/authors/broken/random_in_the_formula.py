# expect: A609 imports random
from grader import elementwise


@elementwise()  # <-
def drawn(x):
    """A formula with a random factor.

    Write drawn(x).
    """
    import random

    return x * random.random()
