# expect: S116 | stopped by: seccomp | tries: to watch what runs
import ctypes
import os

number = {"x86_64": 298, "aarch64": 241}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, ctypes.create_string_buffer(120), 0, -1, -1, 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
