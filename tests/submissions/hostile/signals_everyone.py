# expect: S116 | stopped by: seccomp | tries: a signal to every process there is
import os

os.kill(-1, 0)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
