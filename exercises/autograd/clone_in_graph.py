"""Clone in the graph: the numbers of x in memory of their own, through which gradients still flow.

Write clone_in_graph(x): a tensor with the numbers of x that does not change when x is changed in
place, and whose gradient reaches x.

Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).

Check it with: grader check clone_in_graph
"""

import torch


def clone_in_graph(x: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")
