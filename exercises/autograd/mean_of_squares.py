"""Mean of squares: the mean of 3 (x + 2)^2, and its derivative by the chain rule.

Write mean_of_squares(x), the mean of 3 * (x + 2)**2 over all n elements of x, and
mean_of_squares_backward(grad_output, x), the gradient with respect to x, which has the shape of x.
grad_output is the upstream gradient of the mean, one number.

Both ways to the gradient are judged, each for half the points of gradients: what
mean_of_squares_backward returns, and what autograd makes of mean_of_squares.
Also called with: 2-d, dimensions of length 1, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own mse_loss, huber_loss, smooth_l1_loss, in any form.

Check it with: grader check mean_of_squares
"""

import torch


def mean_of_squares(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def mean_of_squares_backward(grad_output: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by x")
