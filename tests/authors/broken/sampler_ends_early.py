# expect: A626 must lie in the domain
from grader import Reals, sampler, sym


@sampler(domain=Reals(-1, 1))  # <-
def logistic(x):
    """Logistic numbers, of which the domain has less than half.

    Write logistic(size).

    Hint: none.
    """
    return 1 / (1 + sym.exp(-x))
