# expect: S105
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(x):
    s = torch.sigmoid(x)
    return s * (1 - s)
