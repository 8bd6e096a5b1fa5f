"""Adaptive softmax: frequent classes in a head, rare ones in clusters that are looked into only
when needed (Grave et al. 2017).

Write adaptive_log_softmax_with_loss(input, target, head, down1, tail1, down2, tail2,
reduction="mean"), the negative log-likelihood of target, for input of shape (batch, in) and target
of shape (batch), and its backward, which returns the gradients with respect to input, head, down1,
tail1, down2 and tail2. The rows of head (shortlist + 2, in) are the classes of the shortlist and,
last, the two clusters. The classes of a cluster have the scores tail(down(input)), for down of
shape (hidden, in) and tail of shape (classes, hidden); they are numbered on from the shortlist. The
log-probability of a class in a cluster is that of the cluster plus that of the class within it, as
in torch.nn.AdaptiveLogSoftmaxWithLoss.

reduction is one of "none", "mean", "sum"; arguments that have a default are passed by name.
Both ways to the gradient are judged, each for half the points of gradients: what
adaptive_log_softmax_with_loss_backward returns, and what autograd makes of
adaptive_log_softmax_with_loss.
Also called with: batch of 1, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own adaptive, in any form.

Check it with: grader check adaptive_log_softmax_with_loss
"""

import torch


def adaptive_log_softmax_with_loss(
    input: torch.Tensor,
    target: torch.Tensor,
    head: torch.Tensor,
    down1: torch.Tensor,
    tail1: torch.Tensor,
    down2: torch.Tensor,
    tail2: torch.Tensor,
    reduction: str = "mean",
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def adaptive_log_softmax_with_loss_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    target: torch.Tensor,
    head: torch.Tensor,
    down1: torch.Tensor,
    tail1: torch.Tensor,
    down2: torch.Tensor,
    tail2: torch.Tensor,
    reduction: str = "mean",
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    raise NotImplementedError("TODO: the gradient by input and head and down1 and tail1 and down2 and tail2")
