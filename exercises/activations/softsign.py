"""Softsign: x over 1 + |x|, a squashing function with slow tails.

Write softsign(x) = x / (1 + |x|) and softsign_backward(grad_output, x), its derivative by hand.

Both ways to the gradient are judged, each for half the points of gradients: what softsign_backward
returns, and what autograd makes of softsign.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own softsign, in any form.

Check it with: grader check softsign
"""

import torch


def softsign(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softsign_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
