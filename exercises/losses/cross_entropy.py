"""Cross entropy of class indices: minus the log-softmax of the right class's score, weighted by
class.

Write cross_entropy(input, target, weight=None, ignore_index=-100, label_smoothing=0.0,
reduction="mean") for scores input of shape (N, C) or (N, C, d1, ...) and target of shape (N) or (N,
d1, ...) with the indices of classes, and its backward, which returns the gradient with respect to
input. With label_smoothing s the right class has the probability 1 - s + s/C and every other class
s/C; each class's term has its own weight. Samples whose target is ignore_index cost nothing. The
mean is divided by the weights of the target classes of the samples that count, added up. Targets
that are probabilities are another exercise, cross_entropy_with_probabilities.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
cross_entropy_backward returns, and what autograd makes of cross_entropy.
Also called with: batch of 1, 3-d, dimensions of length 1, mean of 2-d, sum of nothing, strided (not
contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own cross_entropy, log_softmax, nll_loss, nll_loss2d, nll_loss_nd,
distributions, in any form.

Check it with: grader check cross_entropy
"""

import torch


def cross_entropy(
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None = None,
    ignore_index=-100,
    label_smoothing=0.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def cross_entropy_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    weight: torch.Tensor | None = None,
    ignore_index=-100,
    label_smoothing=0.0,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
