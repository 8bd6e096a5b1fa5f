# expect: gradients G301 - observed.size
import torch


def softsign(x):
    return x / (1 + x.abs())


def softsign_backward(grad_output, x):
    near = x.resolve_conj().clip(-8, 8)
    return grad_output / (1 + near.abs()) ** 2
