# expect: S117 | stopped by: limits | tries: more CPU time than it has
while True:
    pass

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
