"""Vectors and matrices in a derivation: names whose entries are names of their own, for some
sizes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import sympy
from sympy import Expr, Symbol

from ..parse.readings import Readings
from ..parse.stream import Kind
from .definitions import TooLong
from .functions import Function
from .vocabulary import KnownNames

MOST_NODES = 2000  # of a formula of which an expectation is taken
KRONECKER = ("delta", "kron", "kronecker")


def split(name: str) -> tuple[str, str]:
    """A name and its indices: W1_ij is W1 with ij."""
    base, _, index = name.rpartition("_")
    return (base, index) if base else (name, "")


@dataclass(frozen=True)
class IndexedFamily:
    """The dimensions of a vector or a matrix, and its entries by their indices, which count
    from 1.
    """

    dimensions: tuple[str, ...]
    entries: dict[tuple[int, ...], Expr] = field(default_factory=dict)


class IndexedNames(KnownNames):
    """The names of a derivation with indices, where dimensions have certain sizes.

    `main` is the dimension of an index of which nothing says what it counts. A `counter` is an
    index that is a number in formulas as well, as the step t of an optimizer is.
    """

    def __init__(self, variables: Sequence[Symbol], sizes: Mapping[str, int], readings: Readings | None = None) -> None:
        super().__init__(variables, readings)
        self.sizes = dict(sizes)
        self.main = next(iter(sizes))
        self.counter = ""
        self.families: dict[str, IndexedFamily] = {}
        self.fixed: dict[str, int] = {}  # indices that are certain numbers, as the right class is
        self.index_letters: frozenset[str] = frozenset()  # that are indices
        # what expectations are taken over: the gradients of an optimizer
        self.random: tuple[Symbol, ...] = ()

    def inputs_in_words(self) -> str:
        return f"the vectors are {', '.join(sorted(self.families))}"

    def has(self, name: str) -> bool:
        """Whether a name has a meaning without being taken apart."""
        return name in self.values or name in self.functions

    def dimensions(self, base: str, count: int) -> Sequence[str]:
        """What the indices of a name count; nothing is known of those of others."""
        found = self.families[base].dimensions if base in self.families else ()
        return found if len(found) == count else ("",) * count

    def kind(self, name: str) -> Kind:
        found = super().kind(name)
        if found != "unknown":
            return found
        base, index = split(name)
        kronecker = base in KRONECKER and len(index) == 2
        counted = name in self.families or (base in self.families and index) or name in self.fixed
        return "variable" if kronecker or counted or name in self.index_letters or name == self.counter else "unknown"

    def index(self, name: str) -> bool:
        return name in self.index_letters or name in self.fixed

    def free(self, name: str) -> bool:
        base, _ = split(name)
        return super().free(name) or base in self._own_names

    def through(self, formula: Expr) -> Expr:
        """A formula with all names of vectors' entries written out, down to what is random.

        Raises:
            TooLong: if that is out of all proportion.
        """
        while names := [s for s in formula.free_symbols if s in self.definitions and s not in self.random]:
            formula = formula.xreplace({s: self.definitions[s] for s in names})
            if sum(1 for _ in islice(sympy.preorder_traversal(formula), MOST_NODES)) == MOST_NODES:
                raise TooLong
        return formula

    def moment(self, power: int) -> Symbol:
        """The expectation of a power of one gradient, the same in every step."""
        return Symbol(f"E[{self.random[0].name.partition('_')[0]}^{power}]", real=True)

    def know(self, functions: Mapping[str, Callable[[Expr], Expr]]) -> None:
        """Functions that may be used without being defined, and defined to be something else."""
        for name, apply in functions.items():
            self.functions[name] = Function(lambda u, f=apply: self.definitions.taken_apart(f(u)))
            self._own_names.add(name)

    def give(self, name: str, family: IndexedFamily) -> None:
        """Let a name be a vector or a matrix."""
        self.families[name] = family
        self._own_names.discard(name)

    def value(self, name: str, value: Expr) -> None:
        """Let a name be a number."""
        self.values[name] = value
