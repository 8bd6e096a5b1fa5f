# expect: A602 shapes={"input": ("class",)}
from grader import Classes, loss


@loss(domain={"target": Classes()})  # <-
def classes_without_a_dimension(input, target):
    """A title."""
    return input * target
