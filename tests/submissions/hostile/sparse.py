# expect: S109 | stopped by: worker | tries: a sparse tensor
import torch


def sigmoid(x):
    return torch.sigmoid(x).to_sparse()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
