import torch
from torch.utils.checkpoint import checkpoint


def one(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid(x):
    return checkpoint(one, x, use_reentrant=False)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
