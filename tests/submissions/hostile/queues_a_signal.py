# expect: S116 | stopped by: seccomp | tries: a signal that is queued
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.sigqueue(PROCESS, 0, None) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
