"""Autograd's gradients through the student's function, and the effects of the backward pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch

from . import graph_nodes, protocol
from .evaluate import changed, describe, image, keywords, pack, shares
from .submission import Refused, Submission


def gradients(
    submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]
) -> list[protocol.Tensor]:
    """Returns autograd's gradients through the function. The upstream gradient comes first, then
    the inputs. An input that autograd does not reach gets zeros, which are marked.

    Raises:
        Refused: NO_GRAPH, if autograd reaches no input.
    """
    graph = AutogradGraph(submission, request, tensors)
    grads = graph.gradients()
    flags = [protocol.UNREACHED if g is None else protocol.BY_HAND if graph.by_hand else 0 for g in grads]
    zeros = [torch.zeros_like(leaf) if g is None else g for leaf, g in zip(graph.leaves, grads, strict=True)]
    return [pack(grad, "a gradient", flag) for grad, flag in zip(zeros, flags, strict=True)]


class AutogradGraph:
    """A call of the function with inputs that require gradients, and autograd's graph of it.

    Raises:
        Refused: NO_GRAPH, if autograd reaches none of them; BAD_RESULT, if the result does not fit
            the upstream gradient, which comes first.
    """

    def __init__(self, submission: Submission, request: Mapping[str, Any], tensors: Sequence[torch.Tensor]) -> None:
        self._submission, self._tensors, (self._upstream, *inputs) = submission, tensors, tensors
        self.leaves = [
            t.requires_grad_() for t, wanted in zip(inputs, request["differentiable"], strict=True) if wanted
        ]
        name = request["name"]
        self._result = result = submission.call(name, inputs, keywords(request))
        pack(result, f"the result of {name}")
        if result.shape != self._upstream.shape or result.dtype != self._upstream.dtype:
            wanted = describe(self._upstream)
            raise Refused(protocol.BAD_RESULT, f"the result of {name} is {describe(result)}, not {wanted}")
        if not result.requires_grad:
            message = f"the result of {name} is cut off from its inputs: it does not require a gradient"
            raise Refused(
                protocol.NO_GRAPH, f"{message} (detach, .data, .item(), numpy, no_grad or torch.tensor(...) do that)"
            )
        self._nodes = graph_nodes.graph(result)
        self._functions = graph_nodes.functions(self._nodes)
        if self._functions:
            submission.record.stands_beside(graph_nodes.derived(self._nodes))

    @property
    def by_hand(self) -> bool:
        """Whether an autograd.Function of the student takes part in the backward pass."""
        return bool(self._functions)

    def gradients(self) -> list[torch.Tensor | None]:
        """Returns the gradient of each leaf; None if autograd does not reach it. Notes backward
        functions that change the result or their saved tensors.
        """
        saved = [t for f in self._functions for t in _saved(f) if not shares(t, [self._result, *self._tensors])]
        watched = [(protocol.RESULT, self._result), *((protocol.SAVED, t) for t in saved)]
        before = [image(t) for _, t in watched]
        # The hook hands the upstream gradient itself to the backward function, which may change it.
        self._result.register_hook(lambda _: self._upstream)
        with self._submission.blamed(graph=self._nodes), self._submission.record.engine.ours():
            self._result.sum().backward()  # which spares the import of backward(grad)
        self._submission.changed |= {
            n for (n, t), image_before in zip(watched, before, strict=True) if changed(t, image_before)
        }
        return [leaf.grad for leaf in self.leaves]


def _saved(function: Any) -> list[torch.Tensor]:
    """Returns the ordinary tensors that an autograd.Function has saved, if still readable."""
    try:
        saved = function.saved_tensors
    except RuntimeError:  # one was changed since, as its backward function is going to be told
        return []
    return [t for t in saved if type(t) in (torch.Tensor, torch.nn.Parameter) and t.layout is torch.strided]
