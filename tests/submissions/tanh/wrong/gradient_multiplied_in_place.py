# expect: contract C403 tanh.changed_in_place
import torch


def tanh(x):
    e = torch.expm1(-2 * x.abs())
    return torch.where(x < 0, e, -e) / (e + 2)


def tanh_backward(grad_output, x):
    grad = grad_output
    grad *= 1 - tanh(x) ** 2
    return grad
