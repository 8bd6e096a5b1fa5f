# expect: S109 | stopped by: worker | tries: a class for an object
import torch


def sigmoid(x):
    return torch.Tensor


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
