# expect: S120 | stopped by: worker | tries: an answer of a terabyte that takes no memory
import torch


def sigmoid(x):
    return torch.sigmoid(x).sum().expand(2**38)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
