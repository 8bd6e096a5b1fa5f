# expect: S102 | stopped by: process | tries: to wait for input
input()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
