# expect: S113 | stopped by: deadline | tries: holds the interpreter's lock in one long operation
7 ** 10 ** 9

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
