import torch


def threshold(input, threshold=0.0, value=0.0):
    return torch.where(input >= threshold, input, torch.full_like(input, value))


def threshold_backward(grad_output, input, threshold=0.0, value=0.0):
    return grad_output * (input >= threshold).to(input.dtype)
