import torch


def celu(input, alpha=1.0):
    return torch.maximum(torch.zeros_like(input), input) + torch.minimum(torch.zeros_like(input), alpha * torch.expm1(input.clamp(max=0)))


def celu_backward(grad_output, input, alpha=1.0):
    left = torch.exp(input.clamp(max=0) / alpha) / alpha
    return grad_output * torch.where(input > 0, torch.ones_like(left), left)
