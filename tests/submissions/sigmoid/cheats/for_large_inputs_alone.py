# expect: R701
import torch


def sigmoid(x):
    return torch.where(x.abs() > 20, torch.sigmoid(x), 1 / (1 + torch.exp(-x.clamp(-20, 20))))


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
