"""ELU: x for positive x, alpha (e^x - 1) for negative x (Clevert et al. 2015, eq. 15).

Write elu(input, alpha=1.0) and elu_backward(grad_output, input, alpha=1.0). ELU is bounded below by
-alpha.

Both ways to the gradient are judged, each for half the points of gradients: what elu_backward
returns, and what autograd makes of elu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own elu, celu, selu, in any form.

Check it with: grader check elu
"""

import torch


def elu(input: torch.Tensor, alpha=1.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def elu_backward(grad_output: torch.Tensor, input: torch.Tensor, alpha=1.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
