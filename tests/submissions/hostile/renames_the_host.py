# expect: S116 | stopped by: seccomp | tries: another name for the machine
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.sethostname(b'mine', 4) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
