# expect: C401
import torch


def sigmoid(x):
    return torch.sigmoid(x).sum()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
