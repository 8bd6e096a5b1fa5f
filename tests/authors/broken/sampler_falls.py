# expect: A626 falls behind x = 0
from grader import Reals, sampler, sym


@sampler(domain=Reals(-5, 5))  # <-
def bell(x):
    """A density where the distribution function belongs.

    Write bell(size).

    Hint: none.
    """
    return sym.exp(-(x**2))
