# expect: A602 shared= and no shapes=
from grader import loss


@loss(shared=("weight",))  # <-
def shared_without_a_dimension(input, target, weight):
    """A title."""
    return input * target * weight
