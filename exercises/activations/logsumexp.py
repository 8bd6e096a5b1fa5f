"""Log-sum-exp: the logarithm of the sum of the exponentials, a smooth maximum.

Write logsumexp(input, dim) and logsumexp_backward(grad_output, input, dim); the result has one
dimension less, dim is gone. Scores of 1000 must not overflow, nor scores of -1000 give log 0.

Both ways to the gradient are judged, each for half the points of gradients: what logsumexp_backward
returns, and what autograd makes of logsumexp.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own logsumexp, log_softmax, logcumsumexp, cross_entropy, in any form.

Check it with: grader check logsumexp
"""

import torch


def logsumexp(input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def logsumexp_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
