# expect: gradients G301 - observed.coarse
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x.half())
    return grad_output * (s * (1 - s)).to(x.dtype)
