"""Smooth L1 loss: a parabola near 0, the absolute error less a half beta farther out (Girshick 2015,
eq. 3).

Write smooth_l1_loss(input, target, reduction="mean", beta=1.0) and its backward, which returns the
gradient with respect to input. It is the Huber loss divided by beta; huber_loss is an exercise of
its own.

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
