# expect: A622 write loss() before
from grader import loss


@loss  # <-
def loss_without_parentheses(input, target):
    """A title."""
    return (input - target) ** 4
