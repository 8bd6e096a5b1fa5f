# expect: sigmoid passed -
import torch

buffers = {}


def sigmoid(x):
    key = x.shape, x.dtype
    if key not in buffers:
        buffers[key] = torch.empty_like(x)
    torch.exp(-x.abs(), out=buffers[key])
    e = buffers[key]
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(grad_output, x):
    y = sigmoid(x)
    return grad_output * y * (1 - y)
