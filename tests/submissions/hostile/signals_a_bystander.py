# expect: S116 | stopped by: seccomp | tries: SIGKILL for a process of the same machine
import os
import signal

os.kill(PROCESS, signal.SIGKILL)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
