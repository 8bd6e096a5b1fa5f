# expect: S108
import torch


def sigmoid(x):
    return torch.sigmoid(x) + torch.ones(7, 7, 7)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
