# expect: S116 | stopped by: seccomp | tries: a filter of its own
import ctypes
import os

number = {"x86_64": 317, "aarch64": 277}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, 1, 0, 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
