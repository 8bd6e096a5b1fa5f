"""ReLU: the larger of 0 and x (Nair & Hinton 2010).

Write relu(input) and relu_backward(grad_output, input). At 0 any slope from 0 to 1 is accepted.

Both ways to the gradient are judged, each for half the points of gradients: what relu_backward
returns, and what autograd makes of relu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own relu, relu6, leaky_relu, prelu, rrelu, rrelu_with_noise, threshold,
hardtanh, elu, softplus, margin_ranking_loss, in any form.

Check it with: grader check relu
"""

import torch


def relu(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def relu_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
