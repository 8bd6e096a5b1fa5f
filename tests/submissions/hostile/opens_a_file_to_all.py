# expect: S116 | stopped by: seccomp | tries: to let everyone read a file
import os

os.chmod(FILE, 0o777)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
