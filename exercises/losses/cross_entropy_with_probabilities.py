"""Cross entropy of probabilities: minus the sum of target times log-softmax of the scores, weighted
by class.

Write cross_entropy_with_probabilities(input, target, weight=None, label_smoothing=0.0,
reduction="mean") for scores input and probabilities target of the same shape (N, C) or (N, C, d1,
...), and its backward, which returns the gradient with respect to input. label_smoothing s makes
every target (1 - s) t + s/C. The mean is divided by the number of samples, whatever the weights.
torch's cross_entropy does this for targets of a floating-point type; targets that are indices are
the exercise cross_entropy.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
cross_entropy_with_probabilities_backward returns, and what autograd makes of
cross_entropy_with_probabilities.
Also called with: batch of 1, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own cross_entropy, log_softmax, nll_loss, nll_loss2d, nll_loss_nd,
distributions, in any form.

Check it with: grader check cross_entropy_with_probabilities
"""

import torch


def cross_entropy_with_probabilities(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None = None,
    label_smoothing=0.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def cross_entropy_with_probabilities_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None = None,
    label_smoothing=0.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
