# expect: values V201 gelu.argument_of_erf_not_scaled
import math

import torch


def gelu(x):
    return x * (1 + torch.erf(x)) / 2


def gelu_backward(grad_output, x):
    density = torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return grad_output * (torch.erfc(-x / math.sqrt(2)) / 2 + x * density)
