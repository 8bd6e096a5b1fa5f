# expect: S116 | stopped by: seccomp | without: passed | tries: another program
import os

os.posix_spawn('/bin/true', ['true'], {})

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
