# expect: S116 | stopped by: landlock | without: passed | tries: the judge's command line
open(f'/proc/{JUDGE}/cmdline').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
