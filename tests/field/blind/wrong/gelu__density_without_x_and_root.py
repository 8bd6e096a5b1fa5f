import math

import torch


def cdf(x):
    return 0.5 * torch.erfc(-x * math.sqrt(0.5))


def pdf(x):
    return torch.exp(-0.5 * x.square()) / (2 * math.pi)


def gelu(x: torch.Tensor) -> torch.Tensor:
    return x * cdf(x)


def gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    return (cdf(x) + pdf(x)) * grad_output
