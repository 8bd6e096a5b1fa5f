# expect: S116 | stopped by: seccomp | tries: to debug another process
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.ptrace(16, PROCESS, 0, 0) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
