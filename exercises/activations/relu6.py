"""ReLU6: ReLU that stops at 6 (Krizhevsky 2010).

Write relu6(input) = min(max(0, x), 6) and relu6_backward(grad_output, input).

Both ways to the gradient are judged, each for half the points of gradients: what relu6_backward
returns, and what autograd makes of relu6.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own relu6, hardtanh, in any form.

Check it with: grader check relu6
"""

import torch


def relu6(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def relu6_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
