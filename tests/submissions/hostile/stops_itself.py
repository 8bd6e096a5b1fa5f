# expect: S113 | stopped by: deadline | tries: stops its process, so that it neither answers nor ends
import os
import signal
import time

os.kill(os.getpid(), signal.SIGSTOP)
time.sleep(600)  # the first process of a namespace cannot be stopped from inside

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
