# expect: S116 | stopped by: seccomp | tries: an attribute on a file
import os

os.setxattr(FILE, 'user.mine', b'1')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
