"""The nodes of autograd's graphs: which of them derive something, and which are the submission's own."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
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
FUNCTION = re.compile(r"\w*Backward")  # what is written in Python; what that runs has names of its own
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


def functions(nodes: list[Any]) -> list[Any]:
    """Those nodes that are autograd.Functions of the submission's."""
    return [n for n in nodes if _own(n)]


def derived(nodes: list[Any]) -> Iterator[str]:
    """The names of those nodes whose formula is torch's, in C++ or in Python; a single number may be scaled."""
    for node in nodes:
        torchs = not _own(node) if isinstance(node, BackwardCFunction) else derives(node.name())
        if torchs and not _scales(node):
            yield node.name()


def _own(node: Any) -> bool:
    """Whether a node is an autograd.Function whose backward is not torch's own code."""
    if not isinstance(node, BackwardCFunction):
        return False
    function = type(node)._forward_cls  # type: ignore[attr-defined]
    written = function.backward if function.vjp is torch.autograd.Function.vjp else function.vjp
    code = getattr(inspect.unwrap(written), "__code__", None)
    return not (code and origin(code)[0])


def _scales(node: Any) -> bool:
    """Whether a node multiplies or divides one number, such as a sum, by a constant."""
    one = bool(SCALING.fullmatch(node.name())) and not any(node._input_metadata[0].shape)
    return one and sum(n is not None for n, _ in node.next_functions) == 1
