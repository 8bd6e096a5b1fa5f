"""GeGLU: a linear layer gated by the GELU of another (Shazeer 2020).

Write geglu(x, w1, b1, w2, b2) = z1 * GELU(z2) with z1 = x w1^T + b1 and z2 = x w2^T + b2, for x of
shape (batch, in), weights of shape (out, in) and biases of shape (out,), and
geglu_backward(grad_output, x, w1, b1, w2, b2), which returns the gradients with respect to all
five, in this order. GELU is the exact one, with erf.

Both ways to the gradient are judged, each for half the points of gradients: what geglu_backward
returns, and what autograd makes of geglu.
Also called with: batch of 1, empty batch, dimensions of length 1, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own glu, in any form.

Check it with: grader check geglu
"""

import torch


def geglu(
    x: torch.Tensor,
    w1: torch.Tensor,
    b1: torch.Tensor,
    w2: torch.Tensor,
    b2: torch.Tensor,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def geglu_backward(
    grad_output: torch.Tensor,
    x: torch.Tensor,
    w1: torch.Tensor,
    b1: torch.Tensor,
    w2: torch.Tensor,
    b2: torch.Tensor,
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    raise NotImplementedError("TODO: the gradient by x and w1 and b1 and w2 and b2")
