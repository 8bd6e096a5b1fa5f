# expect: S116 | stopped by: seccomp | tries: a link for somebody to follow
import os

os.symlink('/etc/passwd', FOLDER + '/stray')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
