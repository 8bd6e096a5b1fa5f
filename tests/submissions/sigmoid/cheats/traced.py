# expect: R701
import torch

fast = torch.jit.trace(torch.sigmoid, (torch.zeros(2),))


def sigmoid(x):
    return fast(x)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
