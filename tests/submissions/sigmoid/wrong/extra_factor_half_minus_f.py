# expect: gradients G301 sigmoid.extra_factor_half_minus_f
import torch


def sigmoid(x):
    return torch.sigmoid(x)


def sigmoid_backward(grad_output, x):
    s = torch.sigmoid(x)
    return grad_output * s * (1 - s) * (0.5 - s)
