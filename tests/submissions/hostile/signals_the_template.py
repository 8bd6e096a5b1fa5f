# expect: S116 | stopped by: seccomp | tries: SIGTERM for the process that forks workers
import os
import signal

os.kill(TEMPLATE, signal.SIGTERM)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
