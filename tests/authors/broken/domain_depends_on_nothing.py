# expect: A602 no hyperparameter called logs
from grader import Depending, Positive, Reals, elementwise, sym


@elementwise(domain=Depending("logs", {False: Positive(), True: Reals(-8, 0)}))  # <-
def domain_depends_on_nothing(x, *, log=False):
    """A title."""
    return x if log else sym.log(x)
