"""The state of torch that belongs to whoever calls a function: what a request's calls have left of
it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from . import protocol


@dataclass(frozen=True)
class State:
    """Whether gradients are enabled, the default dtype, and the seed of the global generator with
    its state: who draws numbers, as layers do that are made anew, moves on; a seed is the caller's.
    """

    enabled: bool
    dtype: torch.dtype
    seed: int
    random: torch.Tensor

    @classmethod
    def now(cls) -> State:
        generator = torch.default_generator
        seed, state = generator.initial_seed(), generator.get_state()
        return cls(torch.is_grad_enabled(), torch.get_default_dtype(), seed, state)

    def restore(self) -> set[int]:
        """Put everything back; the numbers of what was changed."""
        now, changed = State.now(), set[int]()
        if now.enabled != self.enabled:
            torch.set_grad_enabled(self.enabled)
            changed.add(protocol.GRAD_MODE)
        if now.dtype != self.dtype:
            torch.set_default_dtype(self.dtype)
            changed.add(protocol.DEFAULT_DTYPE)
        if now.seed != self.seed:
            torch.default_generator.set_state(self.random)
            changed.add(protocol.RANDOM)
        return changed


def marked(tensor: torch.Tensor) -> bool:
    """Whether a tensor that had neither requires a gradient or has one."""
    return tensor.requires_grad or (tensor.is_leaf and tensor.grad is not None)
