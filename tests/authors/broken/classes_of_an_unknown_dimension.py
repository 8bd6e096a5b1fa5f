# expect: A602 there are n
from grader import Classes, Reals, loss, sym


@loss(shapes={"input": ("n",)}, domain={"input": Reals(-2, 2), "target": Classes()})  # <-
def classes_of_an_unknown_dimension(input, target):
    """A title."""
    return sym.take(input, target)
