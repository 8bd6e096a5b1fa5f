"""Negative log-likelihood: minus the log-probability of the right class, weighted by class.

Write nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean") for input of shape
(N, C) or (N, C, d1, ...) with log-probabilities and target of shape (N) or (N, d1, ...) with the
indices of classes, and its backward, which returns the gradient with respect to input. Without
weight all classes count 1. Samples whose target is ignore_index cost nothing. The mean is divided
by the weights of the samples that count, added up.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what nll_loss_backward
returns, and what autograd makes of nll_loss.
Also called with: batch of 1, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own nll_loss, nll_loss2d, nll_loss_nd, cross_entropy, in any form.

Check it with: grader check nll_loss
"""

import torch


def nll_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None = None,
    ignore_index=-100,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def nll_loss_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None = None,
    ignore_index=-100,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
