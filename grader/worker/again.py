"""Calls the student's functions again on the same inputs, with other calls in between.

A function that is random, or that uses something left by an earlier call, then gives other results.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch

from . import evaluate, protocol
from .autograd_graph import AutogradGraph
from .submission import Submission

SECONDS = 1.0  # after this time no more calls are repeated
Numbers = Sequence[torch.Tensor]


def again(submission: Submission, request: Mapping[str, Any], tensors: Numbers) -> list[protocol.Tensor]:
    """Returns the results of all "calls", made in turn, in so many "rounds", with their operations
    "watched" or not.

    If results of a call differ in any bit, some different ones are returned and marked. They are
    also marked if a later call has changed them, or if there was no time to repeat them.
    """
    given = iter(tensors)
    calls = [Repeated(submission, c, [next(given) for _ in range(c["tensors"])]) for c in request["calls"]]
    start = time.monotonic()
    with submission.record.repeating(request["watched"]):
        for _ in range(request["rounds"]):
            for call in calls:
                if time.monotonic() - start < SECONDS:
                    call.ask()
    answers = [answer for call in calls for answer in call.answers()]
    submission.changed.clear()  # the first calls have already reported these
    return answers


class Repeated:
    """A call that is repeated, with calls on its numbers in reversed order in between."""

    def __init__(self, submission: Submission, request: Mapping[str, Any], tensors: Numbers) -> None:
        self._submission, self._request = submission, request
        self._straight, self._turned = tensors, [t.flip(tuple(range(t.ndim))) for t in tensors]
        self._objects = [t.clone() for t in tensors]
        self._kept: list[tuple[list[Any], list[protocol.Tensor]]] = []
        self._got: dict[bool, list[protocol.Tensor]] = {}  # by whether the numbers were turned
        self._flags = 0

    def ask(self) -> None:
        """Makes the calls of one round."""
        kind = self._request["kind"]
        for turned, results in self._gradients() if kind == protocol.GRADIENTS else self._by_arguments(kind):
            packed = evaluate.packed_results(results, self._request)
            if turned not in self._got and not any(evaluate.shares(r, self._objects) for r in results):
                # a result that shares memory with an input changes with the input
                self._kept.append((results, packed))
            if not _same(packed, self._got.setdefault(turned, packed)):
                self._flags |= protocol.DIFFERS
                self._got[turned] = packed

    def answers(self) -> list[protocol.Tensor]:
        """Returns the results as the connection sends them, with their marks."""
        if not self._got:
            return [evaluate.pack(torch.empty(0), "nothing", protocol.NOT_ASKED)] * self._request["results"]
        if not all(_same(evaluate.packed_results(results, self._request), packed) for results, packed in self._kept):
            self._flags |= protocol.OVERWRITTEN
        return [protocol.Tensor(t.dtype, t.shape, t.data, self._flags) for t in self._got[False]]

    def _by_arguments(self, kind: int) -> Iterator[tuple[bool, list[Any]]]:
        """Yields results of a function of its arguments. These are the same tensors in all calls
        and get their numbers again, as in a training loop. Before a derivative by hand the function
        is called on the other numbers.
        """
        by_hand = kind == protocol.BACKWARD
        call = evaluate.by_hand if by_hand else evaluate.value
        yield True, call(self._submission, self._request, self._filled(self._turned))
        if by_hand:
            self._function()
        yield False, call(self._submission, self._request, self._filled(self._straight))

    def _gradients(self) -> Iterator[tuple[bool, list[Any]]]:
        """Yields gradients of autograd. Between forward and backward pass the function is called
        on the other numbers.
        """
        graph = AutogradGraph(self._submission, self._request, [t.clone() for t in self._straight])
        self._function()
        grads = graph.gradients()
        yield False, [torch.zeros_like(leaf) if g is None else g for leaf, g in zip(graph.leaves, grads, strict=True)]

    def _function(self) -> None:
        _, *inputs = [t.clone() for t in self._turned]
        evaluate.value(self._submission, {**self._request, "name": self._request["function"]}, inputs)

    def _filled(self, numbers: Numbers) -> Numbers:
        for n, number in enumerate(numbers):
            if self._objects[n].shape == number.shape:
                # a call may have made it a leaf that requires a gradient
                self._objects[n].detach().copy_(number)
            else:
                self._objects[n] = number.clone()
        return self._objects


def _same(some: Sequence[protocol.Tensor], others: Sequence[protocol.Tensor]) -> bool:
    return all(a.same(b) for a, b in zip(some, others, strict=True))
