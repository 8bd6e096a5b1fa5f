# expect: A602 a='2' in variants=
from grader import elementwise


@elementwise(variants=({"a": "2"},))  # <-
def variant_of_another_kind(x, *, a=1.0):
    """A title."""
    return a * x
