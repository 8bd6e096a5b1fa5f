# expect: S111 | stopped by: limits | tries: an answer that takes all the memory there is when it is sent
import torch


def sigmoid(x):
    return torch.sigmoid(x).sum().expand(2**26)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
