"""Scaled by its norm: x over its length, which counts as a constant in the backward pass.

Write scaled_by_its_norm(input, dim): every vector along dim divided by its Euclidean norm, so that
autograd does not differentiate the norm: the gradient is grad_output over the norm. No backward
function is asked for.

Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.

Check it with: grader check scaled_by_its_norm
"""

import torch


def scaled_by_its_norm(input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")
