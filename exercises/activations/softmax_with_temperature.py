"""Softmax with a temperature: scores are divided by it first; high ones give even, low ones sharp
probabilities (Hinton et al. 2015).

Write softmax_with_temperature(input, dim, temperature=2.0) and
softmax_with_temperature_backward(grad_output, input, dim, temperature=2.0), along the dimension
dim. Scores of 1000 must not overflow.

Both ways to the gradient are judged, each for half the points of gradients: what
softmax_with_temperature_backward returns, and what autograd makes of softmax_with_temperature.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own softmax, log_softmax, softmin, gumbel_softmax,
scaled_dot_product_attention, scaled_dot_product_flash_attention_for_cpu, in any form.

Check it with: grader check softmax_with_temperature
"""

import torch


def softmax_with_temperature(input: torch.Tensor, dim: int, temperature=2.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softmax_with_temperature_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    dim: int,
    temperature=2.0,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
