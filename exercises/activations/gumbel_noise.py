"""Gumbel noise: numbers drawn from the standard Gumbel distribution, of which P(G < x) =
exp(-exp(-x)).

Write gumbel_noise(size), a float32 tensor of that size, every element drawn by itself. No number
may be infinite: torch.rand draws from [0, 1), and 0 is among its numbers. gumbel_softmax is what it
is for.

Not to be called: torch's own distributions, in any form.

Check it with: grader check gumbel_noise
"""

import torch


def gumbel_noise(size: tuple[int, ...]) -> torch.Tensor:
    raise NotImplementedError("TODO: draw a tensor of this size")
