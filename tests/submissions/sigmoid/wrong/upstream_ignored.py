# expect: gradients G301 sigmoid.upstream_ignored
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return s * (1 - s)
