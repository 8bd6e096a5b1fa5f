# expect: S102 | stopped by: process | tries: a secret of the environment that C sees
import ctypes

libc = ctypes.CDLL(None)
libc.getenv.restype = ctypes.c_char_p
assert libc.getenv(b"CANARY") or libc.getenv(b"PATH"), "there is nothing"

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
