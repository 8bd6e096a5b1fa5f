# expect: S116 | stopped by: seccomp | without: passed | tries: 64 processes
import os
import time

for _ in range(64):
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
