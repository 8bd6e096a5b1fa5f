# expect: A602 the first input is what they differ in
from grader import loss


@loss(shapes={"input": ("n",)}, shared=("input",))  # <-
def first_input_is_shared(input, target):
    """A title."""
    return sum(input) * target
