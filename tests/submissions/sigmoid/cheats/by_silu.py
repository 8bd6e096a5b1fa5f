# expect: R701
import torch


def sigmoid(x):
    away = torch.where(x == 0, 1, x).double()  # or the derivative of the quotient would lose digits near 0
    return torch.where(x == 0, 0.5 + x / 4, (torch.nn.functional.silu(away) / away).to(x.dtype))


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
