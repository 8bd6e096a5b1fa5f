# expect: S112 S114 | stopped by: judge | tries: to hang up
import os

os.closerange(3, 64)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
