import torch

k = (2.0 / torch.pi) ** 0.5
a = 0.044715


def gelu_tanh(x):
    y = torch.clamp(x, -50.0, 50.0)
    return x / 2 * (1 + torch.tanh(k * (y + a * y * y * y)))


def gelu_tanh_backward(grad_output, x):
    y = torch.clamp(x, -50.0, 50.0)
    th = torch.tanh(k * (y + a * y * y * y))
    sech2 = 1 - th * th
    left = (1 + th) / 2
    right = y / 2 * sech2 * k * (1 + a * y * y)
    return (left + right) * grad_output
