# expect: values V201 gelu.tanh_approximation
import math

import torch


def gelu(x):
    return torch.nn.functional.gelu(x, approximate="tanh")


def gelu_backward(grad_output, x):
    density = torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return grad_output * (torch.erfc(-x / math.sqrt(2)) / 2 + x * density)
