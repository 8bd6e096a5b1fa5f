# expect: gradients G301 gelu.derivative_of_phi_forgotten
import math

import torch


def cdf(x):
    return torch.erfc(-x / math.sqrt(2)) / 2


def density(x):
    return torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)


def gelu(x):
    return x * cdf(x)


def gelu_backward(grad_output, x):
    return grad_output * cdf(x)
