"""SELU: ELU with the scale and alpha that keep mean 0 and variance 1 (Klambauer et al. 2017, eq.
2).

Write selu(input) = scale * (x if x > 0 else alpha (e^x - 1)) with alpha = 1.6732632423543772 and
scale = 1.0507009873554805, and selu_backward(grad_output, input).

Both ways to the gradient are judged, each for half the points of gradients: what selu_backward
returns, and what autograd makes of selu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own selu, elu, celu, in any form.

Check it with: grader check selu
"""

import torch


def selu(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def selu_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
