# expect: A602 no domain of x for log=True
from grader import Depending, Positive, elementwise, sym


@elementwise(domain=Depending("log", {False: Positive()}), variants=({"log": True},))  # <-
def domain_lacks_a_setting(x, *, log=False):
    """A title."""
    return x if log else sym.log(x)
