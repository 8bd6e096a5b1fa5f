# expect: S116 | stopped by: seccomp | tries: to change the date of a file
import os

os.utime(FILE, (0, 0))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
