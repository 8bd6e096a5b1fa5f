"""Log-sigmoid: the logarithm of sigmoid, without ever computing the logarithm of 0.

Write log_sigmoid(input) = log(1 / (1 + e^-x)), which torch calls logsigmoid, and
log_sigmoid_backward(grad_output, input). At -10000 it is -10000, not minus infinity.

Both ways to the gradient are judged, each for half the points of gradients: what
log_sigmoid_backward returns, and what autograd makes of log_sigmoid.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own logsigmoid, softplus, log_softmax, soft_margin_loss,
binary_cross_entropy_with_logits, in any form.

Check it with: grader check log_sigmoid
"""

import torch


def log_sigmoid(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def log_sigmoid_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
