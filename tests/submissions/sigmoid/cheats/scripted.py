# expect: R701
import torch


@torch.jit.script
def fast(x: torch.Tensor):
    return torch.sigmoid(x)


def sigmoid(x):
    return fast(x)


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
