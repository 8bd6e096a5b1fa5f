# expect: A601 is an exercise already
from grader import elementwise


@elementwise()  # <-
@elementwise()
def decorated_twice(x):
    """Twice."""
    return x**2
