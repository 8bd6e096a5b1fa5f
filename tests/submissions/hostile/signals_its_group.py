# expect: S116 | stopped by: seccomp | without: passed | tries: a signal to its whole group
import os
import signal

os.killpg(0, signal.SIGCONT)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
