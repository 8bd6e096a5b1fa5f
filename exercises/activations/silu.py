"""SiLU, or Swish: x times sigmoid(x) (Elfwing et al. 2018; Ramachandran et al. 2017).

Write silu(input) and silu_backward(grad_output, input). Far out nothing may become nan.

Both ways to the gradient are judged, each for half the points of gradients: what silu_backward
returns, and what autograd makes of silu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own silu, glu, softplus_backward, soft_margin_loss, in any form.

Check it with: grader check silu
"""

import torch


def silu(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def silu_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
