# expect: S108 | stopped by: judge | tries: an error message of 10 MB
import torch


def sigmoid(x):
    raise ValueError('x' * 10_000_000)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
