# expect: R701
import torch


def sigmoid(x):
    return torch._foreach_sigmoid([x])[0]


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
