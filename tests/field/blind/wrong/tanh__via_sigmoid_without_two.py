import torch


def tanh(x):
    """tanh is a rescaled sigmoid"""
    return 2 * torch.sigmoid(x) - 1


def tanh_backward(grad_output, x):
    t = tanh(x)
    return grad_output * (1 - t**2)
