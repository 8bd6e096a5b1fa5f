"""A change of a submission's text that may repair it, and how it is made."""

import ast
import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..diagnosis.crash_words import WORDS

LONGEST = 100  # letters of a piece of code in a message
Instead = ast.AST | list[ast.stmt]


@dataclass(frozen=True, eq=False)
class Replacement:
    """A piece of code, its replacement, and how the message shows both."""

    old: ast.AST
    new: Instead
    piece: str
    instead: str = ""
    told: int = 0  # the line in the message, if it is not the first line of the piece

    @property
    def line(self) -> int:
        return self.told or int(getattr(self.old, "lineno", 1))


@dataclass(frozen=True)
class Fix:
    """Edits of one kind, made together."""

    code: str
    edits: tuple[Replacement, ...]

    @property
    def words(self) -> str:
        """Returns the message for students."""
        lines = sorted({e.line for e in self.edits})
        pieces, instead = (joined(dict.fromkeys(texts)) for texts in ([e.piece for e in self.edits], self._instead))
        # one at a time: lines of a notebook are named by their cells
        where = joined(f"line {n}" for n in lines)
        where = where[0].upper() + where[1:]
        return WORDS[self.code].format(lines=where, piece=pieces, instead=instead)

    @property
    def _instead(self) -> list[str]:
        return [e.instead for e in self.edits]


Sites = Sequence[tuple[Replacement, str]]  # each with the function that contains it


def applied(tree: ast.Module, edits: Sequence[Replacement]) -> str:
    """Returns the text with its edits, which may be nested."""
    copies: dict[int, object] = {}  # by the id of the original
    whole = copy.deepcopy(tree, copies)
    instead = {id(copies[id(e.old)]): copy.deepcopy(e.new, copies) for e in edits}

    class Patched(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> Any:
            new = instead.pop(id(node), node)
            if isinstance(new, list):
                return [self.generic_visit(n) for n in new]
            return self.generic_visit(new)

    return ast.unparse(ast.fix_missing_locations(Patched().visit(whole)))


def together(code: str, sites: Sites) -> Iterator[Fix]:
    """Yields the edits of one kind: each alone, then all of a line, a function and the file."""
    seen: set[frozenset[int]] = set()
    groups = [[e] for e, _ in sites]
    keys: tuple[Callable[[tuple[Replacement, str]], object], ...] = (
        lambda s: s[0].line,
        lambda s: s[1],
        lambda s: None,
    )
    for key in keys:
        found: dict[object, list[Replacement]] = {}
        for site in sites:
            found.setdefault(key(site), []).append(site[0])
        groups += found.values()
    for group in groups:
        if (same := frozenset(map(id, group))) not in seen:
            seen.add(same)
            yield Fix(code, tuple(group))


def shown(node: ast.AST) -> str:
    """Returns a piece of code for a message, shortened if it is too long."""
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]} ..."


def joined(parts: Iterable[str]) -> str:
    """Returns a list in words: a, b and c."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
