# expect: S116 | stopped by: seccomp | without: passed | tries: to choose its core
import os

os.sched_setaffinity(0, os.sched_getaffinity(0))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
