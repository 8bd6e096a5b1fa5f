# expect: R701
import torch


def sigmoid(x):
    return torch.ops.aten.softplus_backward(torch.ones_like(x), x.clamp(max=80.0), 1, 1e9)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
