import torch


def one(x):
    return torch.exp(-torch.logaddexp(torch.zeros_like(x), -x))


sigmoid = torch.jit.trace(one, (torch.zeros(3, 2),))


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
