"""ReLU6: ReLU that stops at 6 (Krizhevsky 2010).

Write relu6(input) = min(max(0, x), 6) and relu6_backward(grad_output, input).

Check it with: grader check relu6
"""

import torch


def relu6(input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")


def relu6_backward(grad_output: torch.Tensor, input: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the gradient by input")
