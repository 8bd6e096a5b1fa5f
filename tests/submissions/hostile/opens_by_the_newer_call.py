# expect: S102 S116 | stopped by: seccomp | tries: a file by a call whose flags a filter cannot see
import ctypes
import os

number = {"x86_64": 437, "aarch64": 437}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, -100, b'/etc/passwd', bytes(24), 24) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
