# expect: S117 | stopped by: limits | tries: ignores that its CPU time is used up
import signal

signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True:
    pass

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
