"""CELU: ELU made smooth for every alpha, alpha (e^(x/alpha) - 1) for negative x (Barron 2017, eq.
2).

Write celu(input, alpha=1.0) and celu_backward(grad_output, input, alpha=1.0).

Both ways to the gradient are judged, each for half the points of gradients: what celu_backward
returns, and what autograd makes of celu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own celu, elu, selu, in any form.

Check it with: grader check celu
"""

import torch


def celu(input: torch.Tensor, alpha=1.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def celu_backward(grad_output: torch.Tensor, input: torch.Tensor, alpha=1.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
