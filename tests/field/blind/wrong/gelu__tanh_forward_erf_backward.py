import torch
import math


def gelu(x):
    return 0.5 * x * (1.0 + torch.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * torch.pow(x, 3))))


def gelu_backward(grad_output, x):
    cdf = 0.5 * torch.erfc(-x / math.sqrt(2.0))
    pdf = torch.exp(-0.5 * x**2) / math.sqrt(2.0 * math.pi)
    return grad_output * (cdf + x * pdf)
