# expect: A602 the dimension class, whose length is not in sizes=
from grader import loss


@loss(shapes={"input": ("class",)}, sizes=({"n": 3},))  # <-
def size_is_missing(input, target):
    """A title."""
    return sum(input) * target
