import torch


def elu(input, alpha=1.0):
    return torch.where(input > 0, input, alpha * torch.expm1(input.clamp(max=0)))


def elu_backward(grad_output, input, alpha=1.0):
    dx = torch.where(input > 0, torch.ones_like(input), torch.exp(input.clamp(max=0)))
    return dx * grad_output
