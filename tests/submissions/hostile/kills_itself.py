# expect: S112 S113 | stopped by: judge | tries: SIGKILL for itself
import os
import signal
import time

os.kill(os.getpid(), signal.SIGKILL)
time.sleep(600)  # the first process of a namespace survives it

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
