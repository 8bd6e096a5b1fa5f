# expect: A622 shapes=
from grader import loss


@loss(shapes={"input": "class"})  # <-
def shape_is_a_text(input, target):
    """A title."""
    return (sum(input) - target) ** 2
