# expect: values V201 gelu_tanh.other_constant
import math

import torch

ROOT = math.sqrt(2 / math.pi)


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(ROOT * (x + 0.044175 * x**3)))


def gelu_tanh_backward(grad_output, x):
    t = torch.tanh(ROOT * (x + 0.044715 * x**3))
    return grad_output * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * ROOT * (1 + 3 * 0.044715 * x**2))
