# expect: V201 | stopped by: judge | tries: a tensor whose methods are replaced
import torch


def sigmoid(x):
    y = torch.zeros_like(x)
    y.numel = lambda: 0
    y.requires_grad_ = y.detach = y.cpu = y.resolve_conj = y.contiguous = lambda: torch.zeros_like(x)
    return y


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
