# expect: S102 S116 | stopped by: seccomp | tries: a process by the newer call
import ctypes
import os

number = {"x86_64": 435, "aarch64": 435}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, bytes(88), 88) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
