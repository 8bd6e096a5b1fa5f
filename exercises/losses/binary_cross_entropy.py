"""Binary cross entropy: -(t log p + (1 - t) log(1 - p)) of a probability p and a target t between 0
and 1.

Write binary_cross_entropy(input, target, reduction="mean") and its backward, which returns the
gradient with respect to input, the probability. As in PyTorch both logarithms are at least -100, so
that the loss is finite for probabilities of exactly 0 and 1 as well; the gradient is asked for
between them alone.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
binary_cross_entropy_backward returns, and what autograd makes of binary_cross_entropy.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own binary_cross_entropy, binary_cross_entropy_with_logits, in any form.

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
