# expect: S112 | stopped by: seccomp | tries: calls by the numbers of another ABI (x86-64 has one)
import ctypes
import os

if os.uname().machine != "x86_64":
    os.abort()
ctypes.CDLL(None).syscall(0x40000000 + 39)

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
