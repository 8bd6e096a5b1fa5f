# expect: S116 | stopped by: seccomp | without: passed | tries: memory without random addresses
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.personality(0x0040000) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
