import torch
from math import pi, sqrt

Phi = torch.special.ndtr


def phi(x):
    return torch.exp(-x * x / 2).div(sqrt(2 * pi))


def gelu(x): return Phi(x) * x
def gelu_backward(grad_output, x): return (Phi(x) + x * phi(x)) * grad_output
