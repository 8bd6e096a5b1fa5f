# expect: contract S108 -
import torch


def sigmoid(x):
    if x.dim() != 1:
        raise ValueError("only vectors")
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s)
