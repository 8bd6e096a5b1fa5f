# expect: gradients G301 gelu_tanh.squared_value_for_squared_tanh
import math

import torch


def gelu_tanh(x):
    return torch.nn.functional.gelu(x, approximate="tanh")


def gelu_tanh_backward(grad_output, x):
    t = torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    return grad_output * 0.5 * (t + x * (1 - gelu_tanh(x) ** 2))
