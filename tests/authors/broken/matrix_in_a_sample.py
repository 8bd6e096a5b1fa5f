# expect: A602 a matrix must be shared=
from grader import loss


@loss(shapes={"input": ("r", "c")})  # <-
def matrix_in_a_sample(input, target):
    """A title."""
    return sum(map(sum, input)) * target
