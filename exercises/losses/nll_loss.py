"""Negative log-likelihood: minus the log-probability of the right class, weighted by class.

Write nll_loss(input, target, weight=None, ignore_index=-100, reduction="mean") for input of shape
(N, C) or (N, C, d1, ...) with log-probabilities and target of shape (N) or (N, d1, ...) with the
indices of classes, and its backward, which returns the gradient with respect to input. Without
weight all classes count 1. Samples whose target is ignore_index cost nothing. The mean is divided
by the weights of the samples that count, added up.

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
