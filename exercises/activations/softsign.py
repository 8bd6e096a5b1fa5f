"""Softsign: x over 1 + |x|, a squashing function with slow tails.

Write softsign(x) = x / (1 + |x|) and softsign_backward(grad_output, x), its derivative by hand.

Check it with: grader check softsign
"""

import torch


def softsign(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softsign_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
