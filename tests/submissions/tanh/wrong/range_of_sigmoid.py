# expect: values V201 tanh.range_of_sigmoid
import torch


def tanh(x):
    return torch.sigmoid(x)


def tanh_backward(grad_output, x):
    return grad_output * (1 - torch.tanh(x) ** 2)
