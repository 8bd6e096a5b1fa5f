"""Softshrink: moves x towards 0 by lambd, and to 0 if it is nearer than that.

Write softshrink(input, lambd=0.5) and softshrink_backward(grad_output, input, lambd=0.5).

Both ways to the gradient are judged, each for half the points of gradients: what
softshrink_backward returns, and what autograd makes of softshrink.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own softshrink, hardshrink, in any form.

Check it with: grader check softshrink
"""

import torch


def softshrink(input: torch.Tensor, lambd=0.5) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softshrink_backward(grad_output: torch.Tensor, input: torch.Tensor, lambd=0.5) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
