# expect: S116 | stopped by: seccomp | tries: to become another user
import os

os.setresuid(60_801, 60_801, 60_801)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
