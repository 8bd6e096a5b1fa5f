"""Softmax: turn a vector of scores into probabilities.

Write softmax(input, dim) and softmax_backward(grad_output, input, dim), the product of the upstream
gradient with the Jacobian, along the dimension dim. Scores of 1000 must not overflow.

Both ways to the gradient are judged, each for half the points of gradients: what softmax_backward
returns, and what autograd makes of softmax.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own softmax, log_softmax, softmin, gumbel_softmax,
scaled_dot_product_attention, scaled_dot_product_flash_attention_for_cpu, in any form.

Check it with: grader check softmax
"""

import torch


def softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softmax_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
