# expect: S109
import torch


def sigmoid(x):
    return torch.complex(torch.sigmoid(x), x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
