# expect: S116 | stopped by: seccomp | tries: to join the judge's namespaces
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.setns(1, 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
