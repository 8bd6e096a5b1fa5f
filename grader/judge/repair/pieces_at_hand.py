"""Pieces that a student may have left out: the available names, expressions of them, and pieces of
the code, with the value of each.
"""

import ast
import copy
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy

from ...reference.numeric import Array
from .changes import Change, call, transposed
from .required import matching

LEAST = 5  # different numbers that are needed, for two words to be looked for
CONSTANTS = ("math.sqrt(2)", "math.pi", "math.sqrt(2 * math.pi)", "math.log(2)")
# the density, which GELU's derivative needs
NORMAL = "torch.exp(-{name} ** 2 / 2) / (2 * torch.pi) ** 0.5"
PIECES = (ast.BinOp, ast.Call, ast.Subscript)
Shape = tuple[int, ...]
Operation = Callable[[Any, Any], Sequence[Any]]

# What insertions make of numbers: of what stands there, and of the piece that is missing.
MADE: Mapping[str, Operation] = MappingProxyType(
    {
        "factor_dropped": lambda x, word: [x * word],
        "divisor_dropped": lambda x, word: [x / word],
        "term_dropped": lambda x, word: [x + word, x - word],
        "numerator_lost": lambda x, word: [word / x],
        "piece_other": lambda x, word: [word],
    }
)


@dataclass(frozen=True)
class PieceGroup:
    """Expressions whose values have one shape; the values are one array, (words, *shape)."""

    nodes: Sequence[ast.expr]
    values: Array

    @property
    def shape(self) -> Shape:
        return self.values.shape[1:]

    def named(self, plain: bool) -> "PieceGroup":
        """Those that are names and numbers, or all others."""
        return self._at([n for n, e in enumerate(self.nodes) if isinstance(e, ast.Name | ast.Constant) == plain])

    def fitting(self, code: str, value: Any, wanted: Array) -> "PieceGroup":
        """Those with which an insertion beside a value gives the numbers that are wanted."""
        before = numpy.ndim(value) - len(self.shape)
        stacked = self.values.reshape(len(self.nodes), *(1,) * max(before, 0), *self.shape)
        fit = numpy.zeros(len(self.nodes), bool)
        with numpy.errstate(all="ignore"):
            for made in MADE[code](value, stacked):
                fit |= matching(made, wanted) if made.shape[1:] == wanted.shape else False
        return self._at(numpy.flatnonzero(fit).tolist())

    def _at(self, places: Sequence[int]) -> "PieceGroup":
        return PieceGroup([self.nodes[n] for n in places], self.values[list(places)])


def several(wanted: Array) -> bool:
    """Whether so many numbers are needed that no two words give them by chance."""
    return len(numpy.unique(wanted[numpy.isfinite(wanted)])) >= LEAST


def combinations(
    node: ast.expr, names: Sequence[PieceGroup], words: PieceGroup, numbers: tuple[Array, Array]
) -> Iterator[Change]:
    """What may put an expression right with a word and a name, as a term or factor of both, or with
    a word and 1. `numbers` are what the expression gave, and what is needed.
    """
    value, wanted = numbers
    same = copy.copy(node)

    def change(code: str, new: ast.expr, piece: ast.expr) -> Change:
        return Change(code, node, new, piece)

    with numpy.errstate(all="ignore"):
        for name, number in (pair for group in names for pair in zip(group.nodes, group.values, strict=True)):
            if numpy.broadcast_shapes(number.shape, value.shape) != value.shape:
                continue
            number = numpy.where(number, number, numpy.nan)  # any word would do beside 0
            for word in words.fitting("piece_other", value, (wanted - value) / number).nodes:
                term = ast.BinOp(name, ast.Mult(), word)
                yield change("term_dropped", ast.BinOp(same, ast.Add(), term), term)
            for word in words.fitting("piece_other", value, (value - wanted) / number).nodes:
                term = ast.BinOp(name, ast.Mult(), word)
                yield change("term_dropped", ast.BinOp(same, ast.Sub(), term), term)
            for word in words.fitting("factor_dropped", value, wanted / number).nodes:
                factor = ast.BinOp(name, ast.Mult(), word)
                yield change("factor_dropped", ast.BinOp(same, ast.Mult(), factor), factor)
    one = ast.Constant(1)
    for op, sign in ((ast.Add(), 1), (ast.Sub(), -1)):
        for word in words.fitting("factor_dropped", value, wanted - sign).nodes:
            yield change("piece_other", ast.BinOp(ast.BinOp(same, ast.Mult(), word), op, one), node)
    for word in words.fitting("factor_dropped", -value, wanted).nodes:
        negative = ast.UnaryOp(ast.USub(), word)
        yield change("factor_dropped", ast.BinOp(same, ast.Mult(), negative), negative)
    if _is_plain(node):
        for word in words.fitting("piece_other", value, wanted).nodes:
            yield change("piece_other", word, node)
    for word in words.fitting("factor_dropped", value + 1, wanted).nodes:
        yield change("piece_other", ast.BinOp(ast.BinOp(one, ast.Add(), same), ast.Mult(), word), node)


def _is_plain(node: ast.expr) -> bool:
    """Whether an expression is 0 or 1 everywhere, as a branch may be: then any formula may belong
    there.
    """
    match node:
        case ast.Call(ast.Attribute(_, "zeros_like" | "ones_like")):
            return True
    return False


def by_shape(words: Iterable[tuple[ast.expr, Any]], most: int) -> list[PieceGroup]:
    """The first words that differ, so many at most, by the shape of their values."""
    found: dict[bytes, tuple[ast.expr, Array]] = {}
    for node, value in words:
        if len(found) == most:
            break
        array = numpy.asarray(value, float)
        found.setdefault(array.tobytes(), (node, array))
    groups: dict[Shape, list[tuple[ast.expr, Array]]] = {}
    for node, array in found.values():
        groups.setdefault(array.shape, []).append((node, array))
    return [PieceGroup([n for n, _ in group], numpy.stack([a for _, a in group])) for group in groups.values()]


def expressions(names: Sequence[str], pieces: Sequence[ast.expr]) -> Iterator[ast.expr]:
    """The expressions of a function's names, and the pieces that the code has already, the simplest
    first.
    """
    words = [ast.Name(n, ast.Load()) for n in names]
    minus: list[ast.expr] = [ast.UnaryOp(ast.USub(), n) for n in words]
    one, two = ast.Constant(1), ast.Constant(2)
    yield from (*words, one, two)
    yield from (ast.BinOp(a, ast.Mult(), b) for i, a in enumerate(words) for b in words[:i])
    yield from (ast.BinOp(a, ast.Sub(), b) for a in words for b in words if a is not b)
    if "dim" in names:
        yield from (ast.parse(f"{n}.sum(dim, keepdim=True)", mode="eval").body for n in names)
    if any(isinstance(p, ast.BinOp) and isinstance(p.op, ast.MatMult) for p in pieces):
        yield from (ast.BinOp(m, ast.MatMult(), b) for a in words for b in words for m in (a, transposed(a)))
    yield from (ast.BinOp(one, op, n) for n in words for op in (ast.Sub(), ast.Add()))
    yield from (ast.BinOp(n, ast.Pow(), two) for n in words)
    yield from (ast.BinOp(ast.BinOp(one, ast.Add(), n), ast.Pow(), two) for n in words)
    yield from (ast.BinOp(n, ast.Mult(), ast.BinOp(one, ast.Sub(), n)) for n in words)
    yield from (ast.BinOp(one, ast.Sub(), ast.BinOp(n, ast.Pow(), two)) for n in words)
    yield from (ast.parse(text, mode="eval").body for text in CONSTANTS)
    yield from (p for p in pieces if isinstance(p, PIECES))
    yield from (call(f, n) for f in ("exp", "sigmoid", "tanh") for n in (*words, *minus))
    yield from (ast.parse(NORMAL.format(name=n), mode="eval").body for n in names)
