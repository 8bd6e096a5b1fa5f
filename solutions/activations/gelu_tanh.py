import math

import torch


def inner(x: torch.Tensor) -> torch.Tensor:
    # Beyond 30 tanh is 1 to the last digit; without the bound x^3 overflows in half precision, and
    # its gradient is nan.
    bounded = x.clamp(-30, 30)
    return math.sqrt(2 / math.pi) * (bounded + 0.044715 * bounded**3)


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    return 0.5 * x * (1 + torch.tanh(inner(x)))


def gelu_tanh_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    t = torch.tanh(inner(x))
    slope = (1 - t * t) * math.sqrt(2 / math.pi)
    bounded = x.clamp(-30, 30)
    return grad_output * 0.5 * (1 + t + bounded * slope * (1 + 3 * 0.044715 * bounded**2))
