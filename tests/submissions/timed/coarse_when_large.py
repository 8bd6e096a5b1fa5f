# expect: sigmoid P803 -
import torch


def sigmoid(x):
    return torch.sigmoid(x) if x.numel() < 10_000 else torch.sigmoid(x.half()).float()


def sigmoid_backward(grad_output, x):
    y = torch.sigmoid(x)
    return grad_output * y * (1 - y)
