# expect: A602 is differentiated by target
from grader import Classes, loss, sym


@loss(shapes={"input": ("class",)}, domain={"target": Classes()}, wrt=("input", "target"))  # <-
def derivative_by_classes(input, target):
    """A title."""
    return sym.take(input, target)
