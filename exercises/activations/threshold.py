"""Threshold: x above a threshold, a constant below it.

Write threshold(input, threshold=0.0, value=0.0), as torch.nn.functional.threshold but with
defaults, and threshold_backward(grad_output, input, threshold=0.0, value=0.0). At the threshold
itself it is the constant.

Both ways to the gradient are judged, each for half the points of gradients: what threshold_backward
returns, and what autograd makes of threshold.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own threshold, in any form.

Check it with: grader check threshold
"""

import torch


def threshold(input: torch.Tensor, threshold=0.0, value=0.0) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def threshold_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    threshold=0.0,
    value=0.0,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
