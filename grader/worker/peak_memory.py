"""The memory that calls need, as far as this process can say. It is information for readers, and no
points depend on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from ..dtypes import INT64
from . import device, evaluate, protocol
from .submission import Submission


def kept(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Returns the bytes, without those of the inputs, that autograd keeps for the backward pass of
    one call of the function.
    """
    inputs = [t.detach().requires_grad_(wanted) for t, wanted in zip(tensors, request["differentiable"], strict=True)]
    storages = dict[int, int]()

    def keep(tensor: torch.Tensor) -> torch.Tensor:
        storages[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(keep, lambda tensor: tensor):
        result = submission.call(request["name"], inputs, evaluate.keywords(request))
    own = {t.untyped_storage().data_ptr() for t in inputs}
    size = sum(size for address, size in storages.items() if address not in own)
    del result  # with all that it keeps: until here no address could be used again
    return [protocol.Tensor(INT64, (), INT64.pack([size]))]


def peak(submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> list[protocol.Tensor]:
    """Returns the result of `device.peak`."""
    return [protocol.Tensor(INT64, (), INT64.pack([device.peak()]))]
