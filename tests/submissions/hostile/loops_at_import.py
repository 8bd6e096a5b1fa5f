# expect: S113 | stopped by: deadline | tries: never ends being imported
while True:
    pass

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
