# expect: V201 | stopped by: judge | tries: infinite results
import torch


def sigmoid(x):
    return torch.sigmoid(x) * float('inf')


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
