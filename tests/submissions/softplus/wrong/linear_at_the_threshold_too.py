# expect: values V201 softplus.equality_other
import torch


def softplus(input, beta=1.0, threshold=20.0):
    z = beta * input
    smooth = torch.where(z < 0, 0, z) + torch.log1p(torch.exp(torch.where(z < 0, z, -z)))
    return torch.where(z >= threshold, input, smooth / beta)


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    z = beta * input
    e = torch.exp(-z.abs())
    return grad_output * torch.where(z > threshold, 1, torch.where(z >= 0, 1 / (1 + e), e / (1 + e)))
