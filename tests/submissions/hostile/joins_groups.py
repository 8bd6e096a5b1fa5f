# expect: S116 | stopped by: seccomp | tries: to join a group
import os

os.setgroups([0])

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
