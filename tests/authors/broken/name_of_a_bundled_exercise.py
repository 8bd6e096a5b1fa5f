# expect: A610 the name sigmoid is taken by
from grader import elementwise, sym


@elementwise()  # <-
def sigmoid(x):
    """My own."""
    return 1 / (1 + sym.exp(-x))
