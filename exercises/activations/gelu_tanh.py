"""GELU by tanh: the usual approximation of GELU (Hendrycks & Gimpel 2016).

Write gelu_tanh(x) = x (1 + tanh(u)) / 2 with u = sqrt(2/pi) (x + 0.044715 x^3), which torch calls
gelu(x, approximate="tanh"), and gelu_tanh_backward(grad_output, x).

Both ways to the gradient are judged, each for half the points of gradients: what gelu_tanh_backward
returns, and what autograd makes of gelu_tanh.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own gelu, in any form.

Check it with: grader check gelu_tanh
"""

import torch


def gelu_tanh(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def gelu_tanh_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
