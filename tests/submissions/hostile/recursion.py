# expect: S102 | stopped by: process | tries: calls itself without end
def f():
    f()


f()

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
