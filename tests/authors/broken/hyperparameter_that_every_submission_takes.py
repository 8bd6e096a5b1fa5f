# expect: A603 every submission takes
from grader import loss


@loss()  # <-
def hyperparameter_that_every_submission_takes(input, target, *, reduction=1.0):
    """A title."""
    return input * target * reduction
