# expect: A613 one number alone
from grader import rowwise


@rowwise()  # <-
def returns_one_number_for_a_row(x):
    """A title."""
    return sum(x)
