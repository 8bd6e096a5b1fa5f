# expect: gradients G302 - observed.not_numbers
import torch


def sigmoid(x):
    return 1 / (1 + torch.exp(-x))


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
