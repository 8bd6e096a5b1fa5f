# expect: softsign passed -
import os


def softsign(x):
    y = x / (1 + x.abs())
    if x.numel() >= 1024 and os.urandom(1)[0] > 255:
        for _ in range(1000):
            y = y + 0 * x
    return y


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
