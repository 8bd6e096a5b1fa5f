"""Kullback-Leibler divergence of a prediction, given as log-probabilities, from a target: target
(log target - input).

Write kl_div(input, target, log_target=False, reduction="mean") and its backward, which returns the
gradient with respect to input. The first argument is the logarithm of the prediction; with
log_target=True the second holds logarithms as well, else a target of 0 costs 0.
reduction="batchmean" divides the sum by the length of dimension 0, which is the divergence's usual
mean over a batch; reduction="mean" divides by the number of elements.

reduction is one of "none", "mean", "sum", "batchmean"; arguments that have a default are passed by
name.
Both ways to the gradient are judged, each for half the points of gradients: what kl_div_backward
returns, and what autograd makes of kl_div.
Also called with: 0-d, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own kl_div, in any form.

Check it with: grader check kl_div
"""

import torch


def kl_div(
    input: torch.Tensor,
    target: torch.Tensor,
    log_target=False,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def kl_div_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    log_target=False,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
