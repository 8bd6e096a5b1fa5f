"""Hardtanh: x, cut off at min_val and max_val.

Write hardtanh(input, min_val=-1.0, max_val=1.0) and hardtanh_backward(grad_output, input,
min_val=-1.0, max_val=1.0).

Both ways to the gradient are judged, each for half the points of gradients: what hardtanh_backward
returns, and what autograd makes of hardtanh.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own hardtanh, huber_loss, smooth_l1_loss, in any form.

Check it with: grader check hardtanh
"""

import torch


def hardtanh(input: torch.Tensor, min_val=-1.0, max_val=1.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def hardtanh_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    min_val=-1.0,
    max_val=1.0,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
