"""The state of torch that belongs to the caller of a function, and the changes that a request's
calls leave in it.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch

from . import protocol


@dataclass(frozen=True)
class State:
    """Whether gradients are enabled, the default dtype, and the global generator's seed and state.
    Drawing numbers, as new layers do, advances the state; but the seed belongs to the caller.
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
        """Restores everything. Returns the numbers of the changed parts."""
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
    """Whether a tensor that had neither now requires a gradient or has one."""
    return tensor.requires_grad or (tensor.is_leaf and tensor.grad is not None)
