# expect: values S108 -
import torch


def sigmoid(x):
    largest = x[x > 0].max() if x.numel() else 0  # of nothing there is no largest
    assert torch.all(x <= largest)
    e = torch.exp(-x.abs())
    return torch.where(x > 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(grad_output, x):
    e = torch.exp(-x.abs())
    return grad_output * e / (1 + e) ** 2
