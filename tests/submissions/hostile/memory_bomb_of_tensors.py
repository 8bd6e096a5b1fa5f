# expect: S111 | stopped by: limits | tries: a tensor of 32 GiB
import torch


def sigmoid(x):
    return torch.sigmoid(x) + torch.zeros(2**33)[0]


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
