import torch


def softsign(x):
    return x * torch.reciprocal(x.abs().add(1))


def softsign_backward(grad_output, x):
    return torch.reciprocal(x.abs() + 1).pow(2).mul(grad_output)
