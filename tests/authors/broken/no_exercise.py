# expect: A611 makes no exercise
from grader import sym


def no_exercise(x):
    return sym.exp(x)
