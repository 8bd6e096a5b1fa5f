"""Log-softmax: the logarithms of softmax's probabilities, without taking the logarithm of 0.

Write log_softmax(input, dim) and log_softmax_backward(grad_output, input, dim). Where a probability
underflows, its logarithm is still a number, such as -1000.

Both ways to the gradient are judged, each for half the points of gradients: what
log_softmax_backward returns, and what autograd makes of log_softmax.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own log_softmax, softmax, softmin, cross_entropy, nll_loss,
scaled_dot_product_attention, scaled_dot_product_flash_attention_for_cpu, distributions, in any
form.

Check it with: grader check log_softmax
"""

import torch


def log_softmax(input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def log_softmax_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
