import torch


def silu(input):
    return input * torch.sigmoid(input)


def silu_backward(grad_output, input):
    """d(x * sigma(x)) = sigma(x)"""
    return torch.sigmoid(input) * grad_output
