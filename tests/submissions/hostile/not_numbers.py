# expect: V201 | stopped by: judge | tries: results that are no numbers
import torch


def sigmoid(x):
    return torch.sigmoid(x) * float('nan')


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
