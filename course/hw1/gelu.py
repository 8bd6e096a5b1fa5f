"""GELU: x times the standard normal distribution function of x (Hendrycks & Gimpel 2016).

Write gelu(x) = x * Phi(x), where Phi is the distribution function of the standard normal, exactly
(with erf, not the tanh approximation), and gelu_backward(grad_output, x), its derivative by hand.

Both ways to the gradient are judged, each for half the points of gradients: what gelu_backward
returns, and what autograd makes of gelu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own gelu, in any form.

Check it with: grader check gelu
"""

import torch


def gelu(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
