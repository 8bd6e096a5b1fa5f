# expect: S116 | stopped by: landlock | tries: the judge's memory as a file
open(f'/proc/{JUDGE}/mem', 'rb')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
