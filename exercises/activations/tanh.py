"""Tanh: the hyperbolic tangent, from (-1, 1), odd.

Write tanh(x) = (e^x - e^-x) / (e^x + e^-x) without torch.tanh, and its derivative by hand:
tanh_backward(grad_output, x). Inputs as far out as -10000 and 10000 must give -1 and 1, with
gradient 0, never nan.

Both ways to the gradient are judged, each for half the points of gradients: what tanh_backward
returns, and what autograd makes of tanh.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own tanh, tanhshrink, tan, in any form.

Check it with: grader check tanh
"""

import torch


def tanh(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def tanh_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
