# expect: A602 a choice alone
from grader import Depending, Reals, elementwise


@elementwise(domain=Depending("scale", {1.0: Reals(-8, 8)}))  # <-
def domain_depends_on_a_real_number(x, *, scale=1.0):
    """A title."""
    return scale * x
