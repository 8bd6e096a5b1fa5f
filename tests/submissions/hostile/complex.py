# expect: S109 | stopped by: worker | tries: a complex tensor
import torch


def sigmoid(x):
    return torch.sigmoid(x) + 0j


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
