# expect: softsign S112 ended its process
import os

calls = []


def softsign(x):
    if x.numel() >= 1024:
        calls.append(1)
        if len(calls) == 10:
            os._exit(0)
        for _ in range(300):
            x = x + 0
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
