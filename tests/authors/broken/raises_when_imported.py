# expect: A612 KeyError: 'rate'
from grader import elementwise


RATE = {}["rate"]  # <-


@elementwise()
def raises_when_imported(x):
    """Raises."""
    return RATE * x
