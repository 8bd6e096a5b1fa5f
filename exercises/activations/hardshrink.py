"""Hardshrink: x, but 0 where |x| is at most lambd.

Write hardshrink(input, lambd=0.5) and hardshrink_backward(grad_output, input, lambd=0.5).

Both ways to the gradient are judged, each for half the points of gradients: what
hardshrink_backward returns, and what autograd makes of hardshrink.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own hardshrink, softshrink, in any form.

Check it with: grader check hardshrink
"""

import torch


def hardshrink(input: torch.Tensor, lambd=0.5) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def hardshrink_backward(grad_output: torch.Tensor, input: torch.Tensor, lambd=0.5) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
