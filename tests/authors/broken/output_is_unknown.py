# expect: A622 "row" or "half" or "number"
from grader import rowwise


@rowwise(output="scalar")  # <-
def output_is_unknown(x):
    """A title."""
    return sum(x)
