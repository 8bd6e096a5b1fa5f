# expect: S116 | stopped by: seccomp | without: S112 | tries: another program in its place
import os

os.execv('/bin/true', ['true'])

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
