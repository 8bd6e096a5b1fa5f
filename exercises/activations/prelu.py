"""PReLU: leaky ReLU whose slope on the negative side is learned, one per channel (He et al. 2015).

Write prelu(input, weight) and prelu_backward(grad_output, input, weight), which returns the
gradients with respect to input and weight. The channels are dimension 1 of input; weight has one
number for each.

Both ways to the gradient are judged, each for half the points of gradients: what prelu_backward
returns, and what autograd makes of prelu.
Also called with: 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own prelu, leaky_relu, rrelu, rrelu_with_noise, in any form.

Check it with: grader check prelu
"""

import torch


def prelu(input: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def prelu_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    weight: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor]:
    raise NotImplementedError("TODO: the gradient by input and weight")
