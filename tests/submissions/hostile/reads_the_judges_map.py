# expect: S116 | stopped by: landlock | tries: where the judge's memory is
open(f'/proc/{JUDGE}/maps').read()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
