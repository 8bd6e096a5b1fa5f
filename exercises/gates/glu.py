"""GLU in torch's form: the first half of a vector, gated by the sigmoid of the second (Dauphin et
al. 2016).

Write glu(input, dim), whose result is half as long along the dimension dim, and
glu_backward(grad_output, input, dim), whose result is as long as the input. The exercise glu_layer
has the linear layers before the gate as well.

Both ways to the gradient are judged, each for half the points of gradients: what glu_backward
returns, and what autograd makes of glu.
Also called with: 1-d, 3-d, negative dim, dimensions of length 1, empty, strided (not contiguous).
Small results must be right to all their digits too.
Not to be called: torch's own glu, in any form.

Check it with: grader check glu
"""

import torch


def glu(input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def glu_backward(grad_output: torch.Tensor, input: torch.Tensor, dim: int) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
