# expect: S116 | stopped by: seccomp | without: passed | tries: its own memory as a file, past all protection
open('/proc/self/mem', 'r+b')

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
