# expect: A622 domain='positive'
from grader import elementwise, sym


@elementwise(domain="positive")  # <-
def domain_is_a_text(x):
    """A title."""
    return sym.log(x)
