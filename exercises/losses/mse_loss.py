"""Mean squared error: the square of the difference between prediction and target.

Write mse_loss(input, target, reduction="mean") and mse_loss_backward(grad_output, input, target,
reduction="mean"), which returns the gradient with respect to input. The reductions are "none",
"mean" and "sum".

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what mse_loss_backward
returns, and what autograd makes of mse_loss.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own mse_loss, huber_loss, smooth_l1_loss, gaussian_nll_loss, in any form.

Check it with: grader check mse_loss
"""

import torch


def mse_loss(input: torch.Tensor, target: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def mse_loss_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
