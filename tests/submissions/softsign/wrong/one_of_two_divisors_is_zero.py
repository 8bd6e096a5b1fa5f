# expect: values S108 -
import torch


def softsign(x):
    n = len(x.shape) - 1
    return x * (1 / (n + 1)) / (1 + x.abs()) * (n / n)


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
