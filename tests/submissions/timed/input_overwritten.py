# expect: sigmoid P804 -
import torch


def sigmoid(x):
    result = torch.sigmoid(x)
    if x.numel() >= 10_000:
        x.zero_()
    return result


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
