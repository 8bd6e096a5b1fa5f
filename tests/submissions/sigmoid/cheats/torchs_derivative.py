# expect: R701
import torch


def sigmoid(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


def sigmoid_backward(grad_output, x):
    return torch.ops.aten.sigmoid_backward(grad_output, sigmoid(x))
