import math

import torch


def normal_cdf(x: torch.Tensor) -> torch.Tensor:
    return torch.erfc(-x / math.sqrt(2)) / 2


def geglu(x: torch.Tensor, w1: torch.Tensor, b1: torch.Tensor, w2: torch.Tensor, b2: torch.Tensor) -> torch.Tensor:
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    return z1 * z2 * normal_cdf(z2)


def geglu_backward(
    grad_output: torch.Tensor, x: torch.Tensor, w1: torch.Tensor, b1: torch.Tensor, w2: torch.Tensor, b2: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    z1 = x @ w1.T + b1
    z2 = x @ w2.T + b2
    # z1 * GELU(z2): the product rule, with GELU'(z) = Phi(z) + z phi(z).
    density = torch.exp(-(z2**2) / 2) / math.sqrt(2 * math.pi)
    g1 = grad_output * z2 * normal_cdf(z2)
    g2 = grad_output * z1 * (normal_cdf(z2) + z2 * density)
    # Each goes back through its own linear layer; x has a part in both.
    return g1 @ w1 + g2 @ w2, g1.T @ x, g1.sum(0), g2.T @ x, g2.sum(0)
