# expect: R701
import torch


def sigmoid(x):
    return torch.ops.aten.sigmoid(x)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
