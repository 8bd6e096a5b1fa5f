# expect: values V201 gelu.short_constant
import torch

ROOT = 1.4142  # of 2, for the function
DENSITY = 0.3989  # at 0, for the derivative


def gelu(x):
    return x * (1 + torch.erf(x / ROOT)) / 2


def gelu_backward(grad_output, x):
    below = (1 + torch.erf(x * 0.70711)) / 2
    return grad_output * (below + x * DENSITY * torch.exp(-x * x / 2))
