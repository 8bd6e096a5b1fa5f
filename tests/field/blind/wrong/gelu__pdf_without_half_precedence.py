import torch, math

SQRT2 = math.sqrt(2)


def gelu(x): return x * torch.erfc(-x / SQRT2) * 0.5


def gelu_backward(grad_output, x):
    Phi = torch.erfc(-x / SQRT2) * 0.5
    phi = torch.exp(-x**2) / math.sqrt(2 * math.pi)
    return grad_output * (Phi + x * phi)
