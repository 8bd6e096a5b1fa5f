from __future__ import annotations

from typing import TypeAlias

import torch
from torch import Tensor

Array: TypeAlias = Tensor


def _exp_of_negative_magnitude(x: Array) -> Array:
    """exp(-|x|)"""
    return torch.exp(-torch.where(x < 0, -x, x))


def sigmoid(x: Array, /) -> Array:
    e: Array = _exp_of_negative_magnitude(x)
    return torch.where(x < 0, e, torch.ones_like(e)) / (1 + e)


def sigmoid_backward(grad_output: Array, x: Array) -> Array:
    e: Array = _exp_of_negative_magnitude(x)
    return e / (1 + e).square() * grad_output
