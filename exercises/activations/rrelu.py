"""RReLU: leaky ReLU with a slope drawn anew for every element in training, and a fixed one in
evaluation (Xu et al. 2015).

Write rrelu(input, slope, lower=0.125, upper=0.3333333333333333, training=False) and
rrelu_backward(grad_output, input, slope, lower=..., upper=..., training=False), the gradient with
respect to input. In training the negative side has the slope given for that element, which has been
drawn from [lower, upper] (that is the exercise rrelu_slopes); in evaluation it is (lower + upper) /
2 everywhere. At 0 the result is 0.

Both ways to the gradient are judged, each for half the points of gradients: what rrelu_backward
returns, and what autograd makes of rrelu.
Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own rrelu, rrelu_with_noise, leaky_relu, prelu, in any form.

Check it with: grader check rrelu
"""

import torch


def rrelu(
    input: torch.Tensor,
    slope: torch.Tensor,
    lower=0.125,
    upper=0.3333333333333333,
    training=False,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def rrelu_backward(
    grad_output: torch.Tensor,
    input: torch.Tensor,
    slope: torch.Tensor,
    lower=0.125,
    upper=0.3333333333333333,
    training=False,
) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
