import torch


def softplus(input, beta=1.0, threshold=20.0):
    z = input * beta
    out = torch.log1p(torch.exp(z.clamp(max=threshold))) / beta
    return torch.where(z > threshold, input, out)


def softplus_backward(grad_output, input, beta=1.0, threshold=20.0):
    z = input * beta
    d = beta * torch.sigmoid(z)
    return torch.where(z > threshold, grad_output, grad_output * d)
