# expect: values S108 softplus.import_missing
import torch


def softplus(input, beta=1.0, threshold=20.0):
    z = beta * input
    return torch.where(z > threshold, input, F.softplus(z) / beta)


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    z = beta * input
    return torch.where(z > threshold, grad_output, grad_output / (1 + torch.exp(-z)))
