# expect: softsign P806 cannot be timed, though others can
import ctypes
import mmap

import torch

libc = ctypes.CDLL(None)
kept = []


def softsign(x):
    y = x / (1 + x.abs())
    if x.numel() < 1024 or x.requires_grad:
        return y
    for _ in range(300):
        y = y + 0
    room = mmap.mmap(-1, 4 * x.numel())
    kept.append(room)
    result = torch.frombuffer(room, dtype=torch.float32, count=x.numel()).reshape(x.shape)
    result.copy_(y)
    libc.mprotect(ctypes.c_void_p(result.data_ptr()), ctypes.c_size_t(4 * x.numel()), 0)
    return result


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
