"""Mish: x times tanh(softplus(x)) (Misra 2019).

Write mish(input) and mish_backward(grad_output, input). Far out nothing may become nan.

Both ways to the gradient are judged, each for half the points of gradients: what mish_backward
returns, and what autograd makes of mish.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own mish, in any form.

Check it with: grader check mish
"""

import torch


def mish(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def mish_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
