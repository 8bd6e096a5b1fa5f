"""Binary cross entropy of logits: log(1 + e^x) - t x, which is the cross entropy of sigmoid(x) and t.

Write binary_cross_entropy_with_logits(input, target, reduction="mean") and its backward, which
returns the gradient with respect to input. A logit of 10000 must give a number.

Check it with: grader check binary_cross_entropy_with_logits
"""

import torch


def binary_cross_entropy_with_logits(
    input: torch.Tensor,
    target: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def binary_cross_entropy_with_logits_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
