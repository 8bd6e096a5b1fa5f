"""Addition in place: x itself becomes x + y.

Write add_in_place(x, y): write the sum of x and y into the memory of x, and return x. No new tensor
is made, y stays as it is, and autograd records the addition, so that the gradient of the result
reaches both. x has the shape of y, and is no leaf that requires a gradient.

Also called with: 0-d, 2-d, 4-d, dimensions of length 1, empty, strided (not contiguous).

Check it with: grader check add_in_place
"""

import torch


def add_in_place(x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    raise NotImplementedError("TODO: the function")
