"""Leaky ReLU: x for positive x, a small slope times x for negative x (Maas et al. 2013).

Write leaky_relu(input, negative_slope=0.01) and leaky_relu_backward(grad_output, input,
negative_slope=0.01). The slope may be larger than 1, or negative.

Both ways to the gradient are judged, each for half the points of gradients: what
leaky_relu_backward returns, and what autograd makes of leaky_relu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own leaky_relu, prelu, rrelu, rrelu_with_noise, in any form.

Check it with: grader check leaky_relu
"""

import torch


def leaky_relu(input: torch.Tensor, negative_slope=0.01) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def leaky_relu_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    negative_slope=0.01,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
