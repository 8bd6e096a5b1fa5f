import torch


def softsign(x):
    return x / torch.where(x < 0, 1 - x, 1 + x)


def softsign_backward(grad_output, x):
    d = torch.where(x < 0, 1 - x, 1 + x)
    return grad_output / d / d
