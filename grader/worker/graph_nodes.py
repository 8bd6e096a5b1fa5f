"""The nodes of autograd's graphs: those that derive something, and the submission's own."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch.autograd.function import BackwardCFunction

from .torchs_code import origin

# these have no formula to derive: gradients are kept, moved, spread or added up
KEEPING = re.compile(r"torch::autograd::(AccumulateGrad|CopyBackwards|GraphRoot|UndefinedGrad)")
MOVING = re.compile(
    r"(Add|Alias|Cat|Clone|Expand|Flip|Mean|Permute|Repeat|Roll|Slice|Split|SplitWithSizes|Squeeze|Stack|Sum|T|ToCopy"
    r"|Transpose|UnsafeView|Unsqueeze|View)Backward\d+"
)
SCALING = re.compile(r"(Div|Mul|Neg)Backward\d+")
# nodes written in Python; the operations that they run have their own names
FUNCTION = re.compile(r"\w*Backward")
NODE = re.compile(r"\w+Backward\d*|torch::(autograd|jit)::.*")


def derives(name: str) -> bool:
    """Whether a node with this name has a formula of torch."""
    return bool(NODE.fullmatch(name)) and not any(k.fullmatch(name) for k in (KEEPING, MOVING, FUNCTION))


def graph(result: torch.Tensor) -> list[Any]:
    """Returns the nodes between a result and its leaves."""
    found, seen, nodes = list[Any](), set(), [result.grad_fn]
    while nodes:
        node = nodes.pop()
        if node is None or node in seen:
            continue
        found.append(node)
        seen.add(node)
        nodes += [n for n, _ in node.next_functions]
    return found


def in_order(start: Sequence[Any]) -> list[Any]:
    """Returns all nodes of a graph, each after those that it passes gradients to."""
    order, seen = list[Any](), set[Any]()
    stack = [(node, False) for node in start if node is not None]
    while stack:
        node, done = stack.pop()
        if done:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            stack += [(n, False) for n, _ in node.next_functions if n is not None]
    return order


def functions(nodes: list[Any]) -> list[Any]:
    """Returns the nodes that are autograd.Functions of the submission."""
    return [n for n in nodes if _own(n)]


def derived(nodes: list[Any]) -> Iterator[str]:
    """Yields the names of nodes with a formula of torch, in C++ or in Python. A single number may
    be scaled, as for a mean, if all factors are the same.
    """
    scales = [node for node in nodes if _scales(node)]
    alike = _alike(nodes, scales)
    for node in nodes:
        torchs = not _own(node) if isinstance(node, BackwardCFunction) else derives(node.name())
        if torchs and not (alike and node in scales):
            yield node.name()


def _own(node: Any) -> bool:
    """Whether a node is an autograd.Function whose backward is not torch's own code."""
    if not isinstance(node, BackwardCFunction):
        return False
    function = type(node)._forward_cls  # type: ignore[attr-defined]
    written = function.backward if function.vjp is torch.autograd.Function.vjp else function.vjp
    code = getattr(inspect.unwrap(written), "__code__", None)
    return not (code and origin(code)[0])


def _alike(nodes: list[Any], scales: list[Any]) -> bool:
    """Whether every path from the result to a Function has the same factors. Numbers that are
    scaled one by one, each by its own slope, are a derivative by the engine.
    """
    factors: dict[Any, set[tuple[str, ...]]] = {node: set() for node in nodes}
    factors[nodes[0]].add(())
    found = set[tuple[str, ...]]()
    for node in in_order(nodes[:1])[::-1]:
        ways = factors.get(node, set())
        if node in scales:
            ways = {(*way, _factor(node)) for way in ways}
        if _own(node):
            found |= ways
        for below, _ in node.next_functions:
            if below in factors:
                factors[below] |= ways
        if len(found) > 1 or len(ways) > 1:
            return False
    return True


def _factor(node: Any) -> str:
    """Returns the factor of a node, as text."""
    kept = [getattr(node, name, None) for name in ("_saved_other", "_saved_self")]
    return f"{node.name()} {[float(k) for k in kept if k is not None]}"


def _scales(node: Any) -> bool:
    """Whether a node multiplies or divides one number, such as a sum, by a constant."""
    one = bool(SCALING.fullmatch(node.name())) and not any(node._input_metadata[0].shape)
    return one and sum(n is not None for n, _ in node.next_functions) == 1
