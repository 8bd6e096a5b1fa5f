# expect: gradients G301 gelu.squared_value_for_squared_tanh
import math

import torch


def cdf(x):
    return torch.erfc(-x / math.sqrt(2)) / 2


def density(x):
    return torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def gelu(x):
    return x * cdf(x)


def gelu_backward(grad_output, x):
    t = torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    return grad_output * (t + x * (1 - (x * (1 + t) / 2) ** 2)) / 2
