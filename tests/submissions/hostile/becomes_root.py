# expect: S116 | stopped by: seccomp | tries: to become root
import os

os.setuid(0)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
