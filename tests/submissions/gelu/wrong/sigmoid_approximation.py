# expect: values V201 gelu.sigmoid_approximation
import math

import torch


def gelu(x):
    return x * torch.sigmoid(1.702 * x)


def gelu_backward(grad_output, x):
    density = torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return grad_output * (torch.erfc(-x / math.sqrt(2)) / 2 + x * density)
