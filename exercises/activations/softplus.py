"""Softplus: a smooth ReLU, log(1 + e^(beta x)) / beta (Dugas et al. 2001).

Write softplus(input, beta=1.0, threshold=20.0) and softplus_backward(grad_output, input, beta=1.0,
threshold=20.0). As in PyTorch, softplus is x itself where beta x is above the threshold; that is
part of its definition here.

Both ways to the gradient are judged, each for half the points of gradients: what softplus_backward
returns, and what autograd makes of softplus.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own softplus, log_sigmoid, logaddexp, logsumexp, logcumsumexp,
log_softmax, soft_margin_loss, binary_cross_entropy_with_logits, in any form.

Check it with: grader check softplus
"""

import torch


def softplus(input: torch.Tensor, beta=1.0, threshold=20.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def softplus_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    beta=1.0,
    threshold=20.0,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
