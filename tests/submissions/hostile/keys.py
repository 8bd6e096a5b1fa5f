# expect: S116 | stopped by: seccomp | tries: the keys of a session
import ctypes
import os

number = {"x86_64": 250, "aarch64": 219}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, 0, -3, 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
