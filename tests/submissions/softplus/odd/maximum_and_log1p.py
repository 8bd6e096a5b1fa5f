import torch


def softplus(input, beta=1.0, threshold=20.0):
    z = beta * input
    smooth = z.clamp(min=0) + torch.log1p(torch.exp(-z.abs()))
    return torch.where(z > threshold, input, smooth / beta)


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    z = beta * input
    return grad_output * torch.where(z > threshold, 1.0, torch.sigmoid(z))
