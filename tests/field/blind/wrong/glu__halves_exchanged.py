import torch


def glu(input, dim):
    a, b = torch.chunk(input, 2, dim=dim)
    return torch.sigmoid(a) * b


def glu_backward(grad_output, input, dim):
    a, b = torch.chunk(input, 2, dim=dim)
    s = torch.sigmoid(a)
    return torch.cat([grad_output * b * s * (1 - s), grad_output * s], dim=dim)
