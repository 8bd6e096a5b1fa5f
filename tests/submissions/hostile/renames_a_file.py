# expect: S116 | stopped by: seccomp | tries: to rename a file
import os

os.rename(FILE, FILE + '.old')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
