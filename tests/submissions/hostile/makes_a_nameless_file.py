# expect: S116 | stopped by: seccomp | tries: a file without a name
import os

os.open(FOLDER, os.O_TMPFILE | os.O_RDWR)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
