# expect: A602 an input of a loss alone, not of rowwise
from grader import Classes, rowwise


@rowwise(domain=Classes())  # <-
def whole_numbers_rowwise(x):
    """A title."""
    return list(x)
