# expect: S120 | stopped by: worker | tries: strides of zero: a huge matrix on one number
import torch


def sigmoid(x):
    return torch.ones(1).as_strided((2**20, 2**20), (0, 0))


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
