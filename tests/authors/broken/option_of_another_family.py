# expect: A622 no option shapes=
from grader import rowwise


@rowwise(shapes={"x": ("n",)})  # <-
def option_of_another_family(x):
    """A title."""
    return list(x)
