# expect: A622 "own" or "shared" or "in place"
from grader import tensor


@tensor(memory="copy", graph="kept")  # <-
def memory_is_unknown(x):
    """A title."""
    return x
