# expect: R701
import torch


def gelu(x):
    return torch._C._nn.gelu(x)


def gelu_backward(grad_output, x):
    density = torch.exp(-x * x / 2) / (2 * torch.pi) ** 0.5
    return grad_output * (torch.special.ndtr(x) + x * density)
