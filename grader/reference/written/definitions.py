"""Names that are short for formulas, and the derivatives of one by another.

A formula is kept in small pieces: what a function is applied to and what is raised to a power has a
name of its own, which nobody sees. Derivatives go from name to name by the chain rule, so that
neither a long formula nor a derivative of a derivative grows out of hand.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from sympy import Add, Dummy, Expr, Function, Mul, Number, Piecewise, S, Symbol, UnevaluatedExpr, preorder_traversal

from ..differentiate import derive
from ..typeset.tidy import replaced
from ..unevaluated import power, product, total

MOST_NODES = 50_000  # of all derivatives together
# of a function, for its value to be a number that SymPy works out in no time
LARGEST_ARGUMENT = 100


class TooLong(Exception):
    """The derivatives are too long to work out."""


@dataclass(frozen=True)
class Definition:
    """What a name is short for, and what is differentiated in its place if that is another
    formula.
    """

    value: Expr
    surrogate: Expr | None = None


class Definitions:
    """The formulas that names are short for, in terms of some variables and of other names."""

    def __init__(self, variables: Iterable[Symbol]) -> None:
        self.variables = tuple(variables)
        self.changes = 0  # how many names got their meaning after they had been used
        self._formulas: dict[Symbol, Definition] = {}
        self._hidden: dict[Expr, Symbol] = {}
        self._nameless: set[Expr] = set()
        self._slopes: dict[tuple[Symbol, Symbol], Expr] = {}
        self._believed: dict[tuple[Expr, Symbol], Expr] = {}
        self._reached: dict[Expr, tuple[Symbol, ...]] = {}
        self._nodes = 0

    def __contains__(self, name: Expr) -> bool:
        return name in self._formulas

    def __getitem__(self, name: Symbol) -> Expr:
        return self._formulas[name].value

    def hidden(self, name: Expr) -> bool:
        """Whether it is a name that nobody sees."""
        return name in self._nameless

    def define(self, name: Symbol, value: Expr, surrogate: Expr | None = None, used: bool = False) -> None:
        """Let a name be short for a formula; `used` says that it has stood for any number until
        here.
        """
        self._formulas[name] = Definition(value, surrogate)
        if used:
            self.changes += 1
            self._slopes.clear()
            self._reached.clear()

    def forget(self, names: Iterable[Symbol]) -> None:
        """Let names stand for any number again."""
        for name in names:
            self._formulas.pop(name, None)
        self.changes += 1
        self._slopes.clear()
        self._reached.clear()

    def short(self, formula: Expr) -> Expr:
        """A name for a formula, or the formula if it is a name or a number itself."""
        if isinstance(formula, Symbol | Number):
            return formula
        if formula not in self._hidden:
            self._hidden[formula] = name = Dummy(real=True)
            self._nameless.add(name)
            self.define(name, formula)
        return self._hidden[formula]

    def taken_apart(self, formula: Expr) -> Expr:
        """The formula with names for what functions are applied to and what is raised to a
        power.
        """
        if not formula.args or formula.has(Piecewise, UnevaluatedExpr):
            return formula
        args = [self.taken_apart(a) for a in formula.args]
        if not isinstance(formula, Add | Mul):
            args = [self.short(a) for a in args]
        return formula.func(*args, evaluate=False)

    def alias(self, formula: Expr, surrogate: Expr | None = None) -> Symbol:
        """A new name, which stands for nothing else."""
        name = Dummy(real=True)
        self._nameless.add(name)
        self.define(name, formula, surrogate)
        return name

    def opened(self, formula: Expr, longest: int, by: Symbol | None = None) -> Expr | None:
        """The formula without hidden names, or without any but `by`, if it is not long then.

        Numbers that SymPy would need long for, such as e^e^9, keep their names.
        """
        while names := {n: self[n] for n in formula.free_symbols if self._opens(n, by)}:
            formula = replaced(formula, names)
            if sum(1 for _ in islice(preorder_traversal(formula), longest + 1)) > longest:
                return None
        return formula

    def _opens(self, name: Symbol, by: Symbol | None) -> bool:
        if name == by or name not in self._formulas or not (by or self.hidden(name)):
            return False
        return bool(self[name].free_symbols) or all(map(_is_small, self[name].atoms(Function)))

    def reached(self, formula: Expr) -> tuple[Symbol, ...]:
        """The names and variables in a formula and in what they are short for, each after those in
        its own formula.
        """
        if formula not in self._reached:
            self._reached[formula] = self._reach(formula)
        return self._reached[formula]

    def _reach(self, formula: Expr) -> tuple[Symbol, ...]:
        found: dict[Symbol, None] = {}
        waiting = sorted(formula.free_symbols, key=_key)
        while waiting:
            name = waiting[-1]
            inner = self._inner(name) if name not in found else ()
            if missing := [n for n in inner if n not in found]:
                waiting += missing
            else:
                found.setdefault(waiting.pop())
        return tuple(found)

    def _inner(self, name: Symbol) -> list[Symbol]:
        if name not in self._formulas:
            return []
        definition = self._formulas[name]
        formulas = [definition.value, *([] if definition.surrogate is None else [definition.surrogate])]
        return sorted({s for f in formulas for s in f.free_symbols}, key=_key)

    def slope(self, formula: Expr, by: Symbol) -> Expr:
        """The derivative of a formula by a name or a variable.

        Of what is not written through that name it is the ratio of the derivatives by the variable
        of both.

        Raises:
            NoRule: for a function that has none.
            TooLong: if there is no end to it.
        """
        if (formula, by) in self._believed:
            return self._believed[formula, by]
        reached = self.reached(formula)
        if by in reached or by not in self:
            return self._total(formula, by, reached)
        below = self.reached(by)
        common = [v for v in self.variables if v in reached and v in below]
        if len(common) != 1:
            return S.Zero
        if self._believed:  # the ratio of a right derivative and a wrong one is what nobody wrote
            with self.believing({}):
                return self.slope(formula, by)
        above, beneath = self._total(formula, common[0], reached), self._total(by, common[0], below)
        return product(above, power(self.short(beneath), S.NegativeOne))

    @contextmanager
    def believing(self, slopes: Mapping[tuple[Expr, Symbol], Expr]) -> Iterator[None]:
        """While the derivatives of some formulas are taken to be these, right or wrong, and others
        to follow.
        """
        before = self._slopes, self._believed, self._nodes
        self._believed = {pair: self.short(slope) for pair, slope in slopes.items()}
        self._slopes = {(of, by): slope for (of, by), slope in self._believed.items() if isinstance(of, Symbol)}
        try:
            yield
        finally:
            self._slopes, self._believed, self._nodes = before

    def _total(self, formula: Expr, by: Symbol, reached: tuple[Symbol, ...]) -> Expr:
        for name in reached:
            if name in self._formulas and name != by and (name, by) not in self._slopes:
                definition = self._formulas[name]
                inner = definition.value if definition.surrogate is None else definition.surrogate
                self._slopes[name, by] = self.short(self._step(inner, by))
        return self._step(formula, by)

    def _step(self, formula: Expr, by: Symbol) -> Expr:
        names = sorted(formula.free_symbols, key=_key)
        inner = [(n, S.One if n == by else self._slopes.get((n, by), S.Zero)) for n in names]
        found = total(*(product(derive(formula, n).after, s) for n, s in inner if s != 0))
        self._nodes += sum(1 for _ in islice(preorder_traversal(found), MOST_NODES))
        if self._nodes > MOST_NODES:
            raise TooLong
        return found


def _is_small(function: Expr) -> bool:
    return all(a.is_Rational and abs(a) <= LARGEST_ARGUMENT for a in function.args)


def _key(symbol: Symbol) -> tuple[str, int]:
    return symbol.name, symbol.dummy_index if isinstance(symbol, Dummy) else 0
