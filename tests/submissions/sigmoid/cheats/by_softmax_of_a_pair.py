# expect: R701
import torch


def sigmoid(x):
    return torch.softmax(torch.stack([torch.zeros_like(x), x]), 0)[1]


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
