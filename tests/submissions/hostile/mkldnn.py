# expect: S109 | stopped by: worker | tries: a tensor in a layout of its own
import torch


def sigmoid(x):
    return torch.ones(2, 2).to_mkldnn()


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
