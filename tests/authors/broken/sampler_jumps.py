# expect: A626 jumps by 0.5
from grader import Reals, sampler, sym


@sampler(domain=Reals(-1, 2))  # <-
def coin(x):
    """A coin.

    Write coin(size).

    Hint: none.
    """
    return sym.Piecewise((0, x < 0), (sym.Rational(1, 2), x < 1), (1, True))
