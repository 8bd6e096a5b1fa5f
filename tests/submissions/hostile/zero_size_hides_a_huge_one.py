# expect: S120 | stopped by: worker | tries: no entries, but a size of 2**62
import torch


def sigmoid(x):
    return torch.empty(0, 2**62)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
