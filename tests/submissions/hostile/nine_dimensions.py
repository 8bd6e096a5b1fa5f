# expect: S109 | stopped by: worker | tries: nine dimensions
import torch


def sigmoid(x):
    return torch.sigmoid(x).sum().reshape((1,) * 9)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
