"""The closure for a step: like that of a training loop, it computes a loss and its gradients."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from . import protocol
from .evaluate import changed, image
from .submission import Refused, Submission


class Closure:
    """A closure for one step. Its loss is linear in the parameters, with these gradients."""

    def __init__(
        self,
        submission: Submission,
        parameters: Sequence[torch.nn.Parameter],
        gradients: Sequence[torch.Tensor | None],
    ) -> None:
        self._submission = submission
        self._given = [(p, g) for p, g in zip(parameters, gradients, strict=True) if g is not None]
        self._before = [image(p) for p, _ in self._given]
        self._calls, self._fault = 0, ""
        self.loss = torch.zeros(())

    def __call__(self) -> torch.Tensor:
        self._calls += 1
        if not torch.is_grad_enabled():
            self._blame("it was called where gradients are disabled: call it within `with torch.enable_grad():`")
        if any(changed(p, before) for (p, _), before in zip(self._given, self._before, strict=True)):
            self._blame("it was called after parameters had been changed: call it first")
        for parameter, _ in self._given:
            parameter.grad = None
        loss = torch.stack([(p * g).sum() for p, g in self._given]).sum()
        with self._submission.record.engine.ours():
            loss.backward()  # type: ignore[no-untyped-call]
        self.loss = loss.detach()
        return loss

    def done(self) -> None:
        """Checks the closure after the step.

        Raises:
            Refused: BAD_RESULT, if the step has not called it correctly, even if it hides
                the error.
        """
        if not self._fault and self._calls != 1:
            self._fault = f"it was called {self._calls} times in one step" if self._calls else "it was not called"
        if self._fault:
            raise self._failure()

    def _blame(self, fault: str) -> None:
        self._fault = fault
        raise self._failure()

    def _failure(self) -> Refused:
        return Refused(protocol.BAD_RESULT, self._fault)
