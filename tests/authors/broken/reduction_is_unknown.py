# expect: A622 batchmean
from grader import loss


@loss(reductions=("average",))  # <-
def reduction_is_unknown(input, target):
    """A title."""
    return (input - target) ** 2
