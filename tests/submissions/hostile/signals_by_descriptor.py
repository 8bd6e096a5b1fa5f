# expect: S116 | stopped by: seccomp | tries: a descriptor of another process
import os
import signal

signal.pidfd_send_signal(os.pidfd_open(PROCESS), signal.SIGKILL)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
