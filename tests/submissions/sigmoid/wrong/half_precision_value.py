# expect: values V201 - observed.coarse
import torch


def sigmoid(x):
    return torch.sigmoid(x.half()).to(x.dtype)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
