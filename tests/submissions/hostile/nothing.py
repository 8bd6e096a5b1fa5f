# expect: S109 | stopped by: worker | tries: no result
import torch


def sigmoid(x):
    torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
