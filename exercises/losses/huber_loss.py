"""Huber loss: a parabola near 0, a line of slope delta farther out (Huber 1964).

Write huber_loss(input, target, delta=1.0, reduction="mean") and its backward, which returns the
gradient with respect to input. It is smooth_l1_loss times delta; that is an exercise of its own.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
huber_loss_backward returns, and what autograd makes of huber_loss.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own huber_loss, smooth_l1_loss, in any form.

Check it with: grader check huber_loss
"""

import torch


def huber_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    delta=1.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def huber_loss_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    delta=1.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
