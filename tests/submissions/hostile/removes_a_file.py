# expect: S116 | stopped by: seccomp | tries: to remove a file
import os

os.remove(FILE)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
