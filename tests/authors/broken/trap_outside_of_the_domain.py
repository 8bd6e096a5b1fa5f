# expect: A606 never be asked
from grader import Positive, elementwise, sym


@elementwise(domain=Positive(0.1, 10), traps=(-1.0,))  # <-
def trap_outside_of_the_domain(x):
    """A title."""
    return sym.log(x)
