# expect: gradients G302 - observed.branch_not_taken
import torch


def softsign(x):
    return torch.where(x < 0, x / (1 - x), x / (1 + x))


def softsign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
