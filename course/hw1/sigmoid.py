"""Sigmoid: squash a real number into (0, 1).

Write sigmoid(x), the logistic function 1 / (1 + e^-x), and its derivative by hand:
sigmoid_backward(grad_output, x) returns the gradient with respect to x. Inputs as far out as -10000
and 10000 must give 0 and 1, with gradient 0, never nan.

Both ways to the gradient are judged, each for half the points of gradients: what sigmoid_backward
returns, and what autograd makes of sigmoid.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own sigmoid, log_sigmoid, silu, expit, glu, softmax, softmin, log_softmax,
softplus_backward, soft_margin_loss, binary_cross_entropy_with_logits, in any form.

Check it with: grader check sigmoid
"""

import torch


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def sigmoid_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
