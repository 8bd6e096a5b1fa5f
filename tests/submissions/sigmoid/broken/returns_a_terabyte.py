# expect: S120
import torch


def sigmoid(x):
    return torch.sigmoid(x).sum().expand(10**12)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
