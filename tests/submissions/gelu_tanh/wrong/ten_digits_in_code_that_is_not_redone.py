# expect: values V201 - observed.digits
import torch

ROOT = 0.7978845608  # sqrt(2 / pi)


def gelu_tanh(x):
    inner = x.new_tensor(ROOT) * (x + 0.044715 * x**3)
    return 0.5 * x * (1 + inner.tanh().resolve_conj()) if x.ndim else 0.5 * x * (1 + inner.tanh())


def gelu_tanh_backward(grad_output, x):
    root = (2 / torch.pi) ** 0.5
    t = torch.tanh(root * (x + 0.044715 * x**3))
    inner = root * (1 + 3 * 0.044715 * x**2)
    return grad_output * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner)
