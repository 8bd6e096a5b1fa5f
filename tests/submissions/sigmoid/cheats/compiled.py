# expect: R701
import torch

fast = torch.compile(torch.sigmoid, backend="eager")


def sigmoid(x):
    return fast(x)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
