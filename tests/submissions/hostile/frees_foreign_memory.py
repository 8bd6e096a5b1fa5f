# expect: S112 | stopped by: judge | tries: a call of free() with an address that was never given out
import ctypes

ctypes.CDLL(None).free(ctypes.c_void_p(4096 + 8))

from torch import sigmoid


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
