# expect: A603 a state is 0 before the first step
from grader import optimizer


@optimizer()  # <-
def state_that_begins_elsewhere(g, size=0.01):
    """A title."""
    return -size * g, size
