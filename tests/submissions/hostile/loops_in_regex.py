# expect: S113 | stopped by: deadline | tries: a regular expression that backtracks for ever
import re

re.match("(a+)+$", "a" * 60 + "b")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
