# expect: R701
import ctypes

import torch

C = ctypes.CDLL(None)


def value(x):
    found = []
    run = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(lambda _: found.append(torch.sigmoid(x.detach())))
    thread = ctypes.c_ulong()
    C.pthread_create(ctypes.byref(thread), None, run, None)
    C.pthread_join(thread, None)
    return found[0]


class Sigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        y = value(x)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, g):
        (y,) = ctx.saved_tensors
        return g * y * (1 - y)


def sigmoid(x):
    return Sigmoid.apply(x)
