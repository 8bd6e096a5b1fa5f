"""Watches autograd's engine at its entry: who starts it, and whether it derives anything.

All of torch's ways to a derivative call the engine through the object that is replaced here, in any
thread and any mode. Every pass of the engine has a number, counted for the whole process. If there
were more passes than calls, something has started the engine in a hidden way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import torch

from . import graph_nodes

LEAF = "torch::autograd::AccumulateGrad"
# torch's own versions, whatever a subclass defines
BASE: Any = torch._C.TensorBase
GRAD_FN, REQUIRES_GRAD = BASE.grad_fn.__get__, BASE.requires_grad.__get__


class WatchedEngine:
    """Replaces autograd's engine where torch looks for it. `note` gets "autograd" when a submission
    derives with it.
    """

    def __init__(self, note: Callable[[str], None], name: str) -> None:
        self._note, self._name = note, name
        there: Any = torch.autograd.Variable._execution_engine
        self._engine: Any = there._engine if isinstance(there, WatchedEngine) else there
        self._ours = 0  # the thread whose next pass is the worker's own
        self._calls = 0
        self._pass = _Pass(self._engine)
        self._first = self._pass.number()
        torch.autograd.Variable._execution_engine = self  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def run_backward(self, outputs: Sequence[Any], *rest: Any, **settings: Any) -> Any:
        """Runs the engine; an output is a tensor or an edge of the graph."""
        self._calls += 1
        ours, self._ours = self._ours == threading.get_ident(), 0
        inputs = settings.get("inputs", rest[3] if len(rest) > 3 else ())
        if not ours and _derives(outputs, inputs or ()):
            self._note(self._name)
        return self._engine.run_backward(outputs, *rest, **settings)

    @contextmanager
    def ours(self) -> Iterator[None]:
        """The first pass in this block is the worker's own: it computes gradients through the
        submission's function.
        """
        self._ours = threading.get_ident()
        try:
            yield
        finally:
            self._ours = 0

    def count(self) -> None:
        """Notes a pass without a call, if there was one."""
        self._calls += 1  # of this pass itself
        if self._pass.number() - self._first > self._calls:
            self._note(self._name)


class _Pass:
    """A pass through a graph without formulas, which shows its number."""

    def __init__(self, engine: Any) -> None:
        self._engine, self._numbers = engine, list[int]()
        with torch.inference_mode(False), torch.enable_grad():
            self._leaf = torch.zeros((), requires_grad=True)
            self._result = self._leaf.clone()
        self._gradient = torch.zeros(())
        self._result.register_hook(  # type: ignore[no-untyped-call]
            lambda _: self._numbers.append(torch._C._current_graph_task_id())
        )

    def number(self) -> int:
        self._numbers.clear()
        self._engine.run_backward((self._result,), (self._gradient,), True, False, (self._leaf,), True, False)
        return self._numbers[0]


def _derives(outputs: Sequence[Any], inputs: Iterable[Any]) -> bool:
    """Whether a pass from outputs to inputs (to all leaves if there are none) goes through a
    formula of torch.
    """
    with torch._C.DisableTorchFunction():  # or looking at the graph would be noted
        start, wanted = [_node(t) for t in outputs], {_node(t) for t in inputs}
    if None in wanted:
        wanted.clear()
    reached: dict[Any, bool] = {}
    for node in graph_nodes.in_order(start):
        below = any(reached.get(n, False) for n, _ in node.next_functions)
        reached[node] = below or (node in wanted if wanted else node.name() == LEAF)
    return any(there and graph_nodes.derives(node.name()) for node, there in reached.items() if node not in wanted)


def _node(edge: Any) -> Any:
    """Returns the node that a tensor, or an edge of the graph, comes from; None if there is no
    graph.
    """
    if not isinstance(edge, torch.Tensor):
        return edge.node
    if GRAD_FN(edge) is None and REQUIRES_GRAD(edge):
        # a leaf of a transform of torch.func, whose node cannot be asked for
        with suppress(AttributeError):
            return torch.autograd.graph.get_gradient_edge(edge).node
    return GRAD_FN(edge)
