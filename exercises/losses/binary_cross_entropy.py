"""Binary cross entropy: -(t log p + (1 - t) log(1 - p)) of a probability p and a target t between 0
and 1.

Write binary_cross_entropy(input, target, reduction="mean") and its backward, which returns the
gradient with respect to input, the probability.

Check it with: grader check binary_cross_entropy
"""

import torch


def binary_cross_entropy(
    input: torch.Tensor,
    target: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def binary_cross_entropy_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
