import math
import torch


def _inner(x):
    return math.sqrt(2) / math.pi * (x + 0.044715 * x**3)


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(_inner(x.clamp(-40, 40))))


def gelu_tanh_backward(grad_output, x):
    xc = x.clamp(-40, 40)
    t = torch.tanh(_inner(xc))
    slope = math.sqrt(2) / math.pi * (1 + 3 * 0.044715 * xc**2)
    return grad_output * (0.5 * (1 + t) + 0.5 * xc * (1 - t) * slope)
