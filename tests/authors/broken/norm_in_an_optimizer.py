# expect: A613 a single number as a vector
from grader import optimizer, sym


@optimizer()
def norm_in_an_optimizer(g, p, *, lr=0.1):
    """A title."""
    return -lr * g / sym.sqrt(sum(a**2 for a in p))  # <-
