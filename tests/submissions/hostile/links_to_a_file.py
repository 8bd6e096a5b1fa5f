# expect: S116 | stopped by: seccomp | tries: a link to a file
import os

os.link(FILE, FILE + '.link')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
