"""Mean absolute error: the size of the difference between prediction and target.

Write l1_loss(input, target, reduction="mean") and l1_loss_backward(grad_output, input, target,
reduction="mean"), which returns the gradient with respect to input. Where both are equal any slope
from -1 to 1 is accepted.

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
