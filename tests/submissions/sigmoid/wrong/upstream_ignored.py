# expect: gradients G301 -
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return s * (1 - s)
