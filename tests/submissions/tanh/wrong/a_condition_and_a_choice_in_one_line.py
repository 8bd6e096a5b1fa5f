# expect: values S108 -
import torch


def tanh(x):
    e = torch.exp(-2 * x.abs())
    return (1 - e) / (1 + e) if len(x) > 0 and x > 0 else (e - 1) / (1 + e)


def tanh_backward(grad_output, x):
    return grad_output / torch.cosh(x) ** 2
