# expect: S116 | stopped by: seccomp | tries: SIGTERM for whoever its parent is
import os
import signal

os.kill(os.getppid() or TEMPLATE, signal.SIGTERM)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
