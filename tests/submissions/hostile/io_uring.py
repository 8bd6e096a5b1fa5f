# expect: S116 | stopped by: seccomp | tries: calls that no filter sees
import ctypes
import os

number = {"x86_64": 425, "aarch64": 425}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, 8, ctypes.create_string_buffer(120)) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
