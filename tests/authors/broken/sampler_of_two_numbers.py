# expect: A602 must take one number
from grader import Reals, sampler


@sampler(domain=Reals(0, 1))  # <-
def sampler_of_two_numbers(x, y):
    """A title."""
    return x + y
