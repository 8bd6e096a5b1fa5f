# expect: gradients G301 quick_gelu.input_for_upstream
import torch

C = 1.702


def sigma(z):
    e = torch.exp(-z.abs())
    return torch.where(z < 0, e, torch.ones_like(e)) / (1 + e)


def quick_gelu(x):
    return x * sigma(C * x)


def quick_gelu_backward(grad_output, x):
    s = sigma(C * x)
    return x * (s + C * x * s * sigma(-C * x))
