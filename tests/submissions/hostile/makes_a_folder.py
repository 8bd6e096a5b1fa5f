# expect: S116 | stopped by: seccomp | tries: a folder
import os

os.mkdir(FOLDER + '/stray')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
