"""Detached copy: the numbers of x in memory of their own, outside of the graph.

Write detached_copy(x): a tensor with the numbers of x that does not change when x is changed in
place, and that autograd knows nothing of.

Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).

Check it with: grader check detached_copy
"""

import torch


def detached_copy(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")
