import torch


def sigmoid(x):
    # avoid overflow
    x = torch.clamp(x, -10, 10)
    return 1.0 / (1.0 + torch.exp(-x))


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
