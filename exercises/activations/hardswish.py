"""Hardswish: x times hardsigmoid(x) (Howard et al. 2019).

Write hardswish(input) and hardswish_backward(grad_output, input).

Both ways to the gradient are judged, each for half the points of gradients: what hardswish_backward
returns, and what autograd makes of hardswish.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own hardswish, hardsigmoid, in any form.

Check it with: grader check hardswish
"""

import torch


def hardswish(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def hardswish_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
