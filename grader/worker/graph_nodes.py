"""The nodes of autograd's graphs: which of them derive something, and which are the submission's
own.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch.autograd.function import BackwardCFunction

from .torchs_code import origin

# what has no formula to derive: gradients are kept, moved to other places, spread or added up
KEEPING = re.compile(r"torch::autograd::(AccumulateGrad|CopyBackwards|GraphRoot|UndefinedGrad)")
MOVING = re.compile(
    r"(Add|Alias|Cat|Clone|Expand|Flip|Mean|Permute|Repeat|Roll|Slice|Split|SplitWithSizes|Squeeze|Stack|Sum|T|ToCopy"
    r"|Transpose|UnsafeView|Unsqueeze|View)Backward\d+"
)
SCALING = re.compile(r"(Div|Mul|Neg)Backward\d+")
# what is written in Python; what that runs has names of its own
FUNCTION = re.compile(r"\w*Backward")
NODE = re.compile(r"\w+Backward\d*|torch::(autograd|jit)::.*")


def derives(name: str) -> bool:
    """Whether this is the name of a node whose formula is torch's."""
    return bool(NODE.fullmatch(name)) and not any(k.fullmatch(name) for k in (KEEPING, MOVING, FUNCTION))


def graph(result: torch.Tensor) -> list[Any]:
    """The nodes between a result and the leaves it comes from."""
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
    """All nodes of a graph, each after those that it passes gradients to."""
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
    """Those nodes that are autograd.Functions of the submission's."""
    return [n for n in nodes if _own(n)]


def derived(nodes: list[Any]) -> Iterator[str]:
    """The names of those nodes whose formula is torch's, in C++ or in Python. Single numbers may be
    scaled, as a mean is: all by the same factors.
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
    """Whether every way from the result down to a Function goes through the same factors. Numbers
    that are scaled one by one, each by its own slope, are a derivative that the engine takes.
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
    """What a node scales by, as text."""
    kept = [getattr(node, name, None) for name in ("_saved_other", "_saved_self")]
    return f"{node.name()} {[float(k) for k in kept if k is not None]}"


def _scales(node: Any) -> bool:
    """Whether a node multiplies or divides one number, such as a sum, by a constant."""
    one = bool(SCALING.fullmatch(node.name())) and not any(node._input_metadata[0].shape)
    return one and sum(n is not None for n, _ in node.next_functions) == 1
