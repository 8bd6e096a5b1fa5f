"""Straight-through sign: forward the sign of x, backward as if it were x itself (Bengio et al.
2013).

Write straight_through_sign(x): 1 where x > 0, -1 where x < 0 and 0 where x is 0, so that autograd
gives every x the upstream gradient unchanged, as for the identity. No backward function is asked
for: let detach do it.

Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.

Check it with: grader check straight_through_sign
"""

import torch


def straight_through_sign(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")
