"""Detached view: another tensor over the memory of x, outside of the graph.

Write detached_view(x): a tensor that shares memory with x, so that a change of one is seen in the
other, and that autograd knows nothing of. Nothing is to be copied, also for an x whose memory is
not contiguous.

Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).

Check it with: grader check detached_view
"""

import torch


def detached_view(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")
