# expect: A602 no hyperparameter called b, named in variants=; it has a
from grader import elementwise


@elementwise(variants=({"b": 2.0},))  # <-
def variant_is_unknown(x, *, a=1.0):
    """A title."""
    return a * x
