# expect: S116 | stopped by: seccomp | tries: a pipe with a name
import os

os.mkfifo(FOLDER + '/stray')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
