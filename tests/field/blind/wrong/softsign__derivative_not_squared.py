import torch


def softsign(x):
    return x / (1 + torch.abs(x))


def softsign_backward(grad_output, x):
    return grad_output / (1 + torch.abs(x))
