"""Softmin: softmax of the negated scores, so that the smallest gets the largest probability.

Write softmin(input, dim) and softmin_backward(grad_output, input, dim). Scores of -1000 must not
overflow.

Both ways to the gradient are judged, each for half the points of gradients: what softmin_backward
returns, and what autograd makes of softmin.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own softmin, softmax, log_softmax, gumbel_softmax,
scaled_dot_product_attention, scaled_dot_product_flash_attention_for_cpu, in any form.

Check it with: grader check softmin
"""

import torch


def softmin(input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softmin_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
