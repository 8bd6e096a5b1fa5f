# expect: S116 | stopped by: seccomp | tries: another root
import os

os.chroot('/usr')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
