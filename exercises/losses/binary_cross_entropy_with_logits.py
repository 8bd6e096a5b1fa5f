"""Binary cross entropy of logits: log(1 + e^x) - t x, which is the cross entropy of sigmoid(x) and
t.

Write binary_cross_entropy_with_logits(input, target, reduction="mean") and its backward, which
returns the gradient with respect to input. A logit of 10000 must give a number.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
binary_cross_entropy_with_logits_backward returns, and what autograd makes of
binary_cross_entropy_with_logits.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own binary_cross_entropy_with_logits, binary_cross_entropy,
soft_margin_loss, in any form.

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
