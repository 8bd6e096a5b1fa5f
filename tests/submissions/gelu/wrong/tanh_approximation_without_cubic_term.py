# expect: values V201 gelu.tanh_approximation_without_cubic_term
import math

import torch


def gelu(x):
    return 0.5 * x * (1 + torch.tanh(0.797885 * x))


def gelu_backward(grad_output, x):
    density = torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return grad_output * (torch.erfc(-x / math.sqrt(2)) / 2 + x * density)
