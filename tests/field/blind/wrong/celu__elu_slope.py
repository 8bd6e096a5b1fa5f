import torch


def celu(input, alpha=1.0):
    pos = torch.clamp(input, min=0)
    neg = torch.clamp(input, max=0)
    return torch.where(input > 0, pos, alpha * torch.expm1(neg / alpha))


def celu_backward(grad_output, input, alpha=1.0):
    neg = torch.clamp(input, max=0)
    mask = (input > 0).type_as(input)
    return grad_output * (mask + (1 - mask) * alpha * torch.exp(neg / alpha))
