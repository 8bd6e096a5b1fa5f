"""Hardsigmoid: a straight line for sigmoid, (x + 3) / 6 between 0 and 1 (Howard et al. 2019).

Write hardsigmoid(input) and hardsigmoid_backward(grad_output, input).

Both ways to the gradient are judged, each for half the points of gradients: what
hardsigmoid_backward returns, and what autograd makes of hardsigmoid.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own hardsigmoid, hardswish, in any form.

Check it with: grader check hardsigmoid
"""

import torch


def hardsigmoid(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def hardsigmoid_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
