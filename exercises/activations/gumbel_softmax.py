"""Gumbel-softmax: a differentiable sample of a category (Jang et al. 2017, equation 2).

Write gumbel_softmax(logits, noise, dim, tau=1.0, hard=False) = softmax((logits + noise) / tau)
along the dimension dim, for noise that has been drawn from the Gumbel distribution (that is the
exercise gumbel_noise), and gumbel_softmax_backward(grad_output, logits, noise, dim, tau=1.0,
hard=False), the gradient with respect to logits. With hard=True the result is one-hot, 1 at the
largest entry (at the first, if there are several), and its gradient that of the soft sample: a
straight-through estimator.

Both ways to the gradient are judged, each for half the points of gradients: what
gumbel_softmax_backward returns, and what autograd makes of gumbel_softmax.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own gumbel_softmax, softmax, log_softmax, softmin,
scaled_dot_product_attention, scaled_dot_product_flash_attention_for_cpu, in any form.

Check it with: grader check gumbel_softmax
"""

import torch


def gumbel_softmax(
    logits: torch.Tensor,
    noise: torch.Tensor,
    dim: int,
    tau=1.0,
    hard=False,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def gumbel_softmax_backward(
    grad_output: torch.Tensor,
    logits: torch.Tensor,
    noise: torch.Tensor,
    dim: int,
    tau=1.0,
    hard=False,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by logits")
