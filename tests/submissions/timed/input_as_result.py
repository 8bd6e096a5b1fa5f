# expect: sigmoid P804 -
import torch


def sigmoid(x):
    return torch.sigmoid(x) if x.numel() < 10_000 else x.sigmoid_()


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
