# expect: R701
import torch


def sigmoid(x):
    return torch._C._VariableFunctions.sigmoid(x)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
