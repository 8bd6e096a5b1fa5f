# expect: gradients G301 gelu.derivative_missing
import math

import torch


def normal_cdf(x: torch.Tensor) -> torch.Tensor:
    # erfc keeps its digits on the far left, where 1 + erf would cancel.
    return torch.erfc(-x / math.sqrt(2)) / 2


def gelu(x: torch.Tensor) -> torch.Tensor:
    return x * normal_cdf(x)


def gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    # The product rule: Phi(x) + x phi(x), with the normal density phi.
    density = torch.exp(-(x**2) / 2) / math.sqrt(2 * math.pi)
    return grad_output
