# expect: S116 | stopped by: seccomp | tries: shared memory that stays
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
if libc.shmget(0, 4096, 0o1600) < 0:
    raise OSError(ctypes.get_errno(), "refused")

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
