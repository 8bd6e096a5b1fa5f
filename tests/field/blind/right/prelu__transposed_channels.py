import torch


def prelu(input, weight):
    last = input.transpose(1, -1)
    return torch.where(last > 0, last, last * weight).transpose(1, -1)


def prelu_backward(grad_output, input, weight):
    g, x = grad_output.transpose(1, -1), input.transpose(1, -1)
    off = x <= 0
    dx = torch.where(off, g * weight, g)
    dw = (g * x * off).reshape(-1, weight.numel()).sum(0)
    return dx.transpose(1, -1), dw
