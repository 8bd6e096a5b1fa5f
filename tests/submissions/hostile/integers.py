# expect: S109 C402 | stopped by: worker | tries: integers
import torch


def sigmoid(x):
    return torch.sigmoid(x).long()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
