# expect: S116 | stopped by: seccomp | tries: a higher priority
import os

os.setpriority(os.PRIO_PROCESS, 0, -5)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
