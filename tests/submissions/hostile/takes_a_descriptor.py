# expect: S116 | stopped by: seccomp | tries: a descriptor out of the judge
import ctypes
import os

number = {"x86_64": 438, "aarch64": 438}[os.uname().machine]
if ctypes.CDLL(None, use_errno=True).syscall(number, JUDGE, 3, 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
