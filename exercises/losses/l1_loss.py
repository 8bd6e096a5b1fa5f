"""Mean absolute error: the size of the difference between prediction and target.

Write l1_loss(input, target, reduction="mean") and l1_loss_backward(grad_output, input, target,
reduction="mean"), which returns the gradient with respect to input. Where both are equal any slope
from -1 to 1 is accepted.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what l1_loss_backward
returns, and what autograd makes of l1_loss.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own l1_loss, smooth_l1_loss, huber_loss, in any form.

Check it with: grader check l1_loss
"""

import torch


def l1_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def l1_loss_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
