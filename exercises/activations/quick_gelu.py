"""Quick GELU: x times sigmoid(1.702 x), an approximation of GELU (Hendrycks & Gimpel 2016, section
2).

Write quick_gelu(x) and quick_gelu_backward(grad_output, x). Far out nothing may become nan.

Both ways to the gradient are judged, each for half the points of gradients: what
quick_gelu_backward returns, and what autograd makes of quick_gelu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own silu, glu, in any form.

Check it with: grader check quick_gelu
"""

import torch


def quick_gelu(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def quick_gelu_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
