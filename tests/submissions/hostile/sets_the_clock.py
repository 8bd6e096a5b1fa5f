# expect: S116 | stopped by: seccomp | tries: another time of day
import time

time.clock_settime(time.CLOCK_REALTIME, time.time())

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
