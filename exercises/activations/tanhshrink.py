"""Tanhshrink: x minus tanh(x).

Write tanhshrink(input) and tanhshrink_backward(grad_output, input).

Both ways to the gradient are judged, each for half the points of gradients: what
tanhshrink_backward returns, and what autograd makes of tanhshrink.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own tanhshrink, in any form.

Check it with: grader check tanhshrink
"""

import torch


def tanhshrink(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def tanhshrink_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
