# expect: S116 | stopped by: seccomp | tries: capabilities
import ctypes
import os

number = {"x86_64": 126, "aarch64": 91}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(*[2**32 - 1] * 6)) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
