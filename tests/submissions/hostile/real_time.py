# expect: S116 | stopped by: seccomp | tries: to run before all others
import os

os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
