"""Smooth L1 loss: a parabola near 0, the absolute error less a half beta farther out (Girshick
2015, eq. 3).

Write smooth_l1_loss(input, target, beta=1.0, reduction="mean") and its backward, which returns the
gradient with respect to input. It is the Huber loss divided by beta; huber_loss is an exercise of
its own.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
smooth_l1_loss_backward returns, and what autograd makes of smooth_l1_loss.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own smooth_l1_loss, huber_loss, in any form.

Check it with: grader check smooth_l1_loss
"""

import torch


def smooth_l1_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    beta=1.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def smooth_l1_loss_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    beta=1.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
