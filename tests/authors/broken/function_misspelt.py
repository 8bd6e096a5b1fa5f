# expect: A613 did you mean sym.tanh?
from grader import Reals, elementwise, sym


@elementwise(domain=Reals(-3, 3))
def function_misspelt(x):
    """A title."""
    return sym.tanhh(x)  # <-
