# expect: A622 apart
from grader import optimizer


@optimizer(apart=("lr", "damping"))  # <-
def apart_is_no_pair(g, *, lr=0.1, damping=0.5):
    """A title."""
    return (-lr * (1 - damping) * g,)
