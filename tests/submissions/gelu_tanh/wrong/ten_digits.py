# expect: values V201 gelu_tanh.short_constant
import torch

ROOT = 0.7978845608  # sqrt(2 / pi)


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(ROOT * (x + 0.044715 * x**3)))


def gelu_tanh_backward(grad_output, x):
    t = torch.tanh(ROOT * (x + 0.044715 * x**3))
    inner = ROOT * (1 + 3 * 0.044715 * x**2)
    return grad_output * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner)
