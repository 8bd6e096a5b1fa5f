# expect: R701
import torch


def sigmoid(x):
    away = torch.where(x == 0, 1, x)
    return torch.where(x == 0, 0.5 + x / 4, torch.nn.functional.silu(away) / away)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
