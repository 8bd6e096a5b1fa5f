# expect: S116 | stopped by: seccomp | without: S119 | tries: hoards files in memory
import os

kept = [os.memfd_create(str(i)) for i in range(100)]

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
