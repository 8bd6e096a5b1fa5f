"""RReLU's slopes: numbers drawn evenly from lower to upper, one for every element (Xu et al. 2015).

Write rrelu_slopes(size, lower=0.125, upper=0.3333333333333333), a float32 tensor of that size.
rrelu is what it is for.

Not to be called: torch's own distributions, rrelu, rrelu_with_noise, in any form.

Check it with: grader check rrelu_slopes
"""

import torch


def rrelu_slopes(size: tuple[int, ...], lower=0.125, upper=0.3333333333333333) -> torch.Tensor:
    raise NotImplementedError("TODO: draw a tensor of this size")
