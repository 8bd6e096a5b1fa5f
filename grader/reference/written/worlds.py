"""Exercises of vectors at certain sizes: the names of their entries, and numbers to compare
formulas at.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product as pairs
from random import Random

import sympy
from flint import arb
from sympy import Expr, Integer, Symbol

from ...domains import Classes, Distribution
from ...exercise import Exercise
from ...specification import Input
from ..formula import arguments, evaluate
from .equality import ComparedPoints, Point, decimal
from .functions import KNOWN, LOGISTIC, Function
from .indexed_names import IndexedFamily, IndexedNames
from .indexed_roles import IndexedRoles

SEED = 1
PROBABILITIES = ("p", "q", "s", "softmax", "sigma", "S", "p_hat", "y_hat")
POINTS = 3
SCALES = (1.0, 0.75, 0.5)  # of the hyperparameters, from point to point
NARROW = 2.0  # how far from 0 the inputs are, so that no term of a sum drowns
_ONE = (2, 3, 5)  # sizes of the only dimension
_TWO = ((2, 3), (3, 2), (2, 4))
_STEPS = (2, 3, 5)


@dataclass(frozen=True)
class World:
    """The names of a derivation at certain sizes, where its formulas are compared, and the results
    of the exercise with the entries of its inputs.
    """

    families: IndexedNames
    points: ComparedPoints
    # each with what it is: "" for one entry, or the reduction of all
    results: tuple[tuple[str, Expr], ...]
    entries: Mapping[Symbol, str]  # of the inputs, with the input's name


def worlds(exercise: Exercise, roles: IndexedRoles, only: int | None) -> Iterator[World]:
    """The exercise at several sizes, or at one alone."""
    random = Random(SEED)
    if exercise.scalar:
        for n in (only,) if only else _ONE:
            yield _Batch(exercise, roles).world({"n": n}, random)
    elif any(isinstance(i.domain, Classes) for i in exercise.inputs):
        for n in (only,) if only else (2, 3, 4):
            for right in sorted({1, n}):
                yield _Classes(exercise, roles, right).world({"class": n}, random)
    else:
        for sizes in _sizes(exercise, only):
            yield _Rows(exercise, roles).world(sizes, random)


def _sizes(exercise: Exercise, only: int | None) -> Iterator[dict[str, int]]:
    names = list(exercise.sizes[0]) if exercise.sizes else ["row"]
    if len(names) > 1:
        yield from (dict(zip(names, lengths, strict=False)) for lengths in _TWO)
    else:
        halves = exercise.output == ("half",)
        for n in (only,) if only else _ONE:
            yield {names[0]: 2 * n, "half": n} if halves else {names[0]: n}


class _Rows:
    """A function of rows, or a layer."""

    def __init__(self, exercise: Exercise, roles: IndexedRoles) -> None:
        self._exercise, self._roles = exercise, roles

    def world(self, sizes: Mapping[str, int], random: Random) -> World:
        exercise = self._exercise
        given = arguments(exercise, {}, sizes)
        symbols = {n: s for n, s in given.inputs.items() if n not in self._constant()}
        families = IndexedNames([s for group in symbols.values() for s in group], self._dimensions(sizes))
        constants = {s: c for n in self._constant() for s, c in self._instead(n, given.inputs[n])}
        constants |= {s: Integer(0) for s in given.hyperparameters if s.name in ("label_smoothing", "weight_decay")}
        outputs = [_exact(o).xreplace(constants) for o in evaluate(exercise, exercise.function, given)]
        self._name_inputs(families, symbols, sizes)
        for setting in given.hyperparameters:
            families.value(setting.name, setting)
        for alias, name in self._roles.settings.items():
            if name in families.values:
                families.value(alias, families.values[name])
        self._common(families, sizes)
        results = self._name_results(families, outputs, sizes)
        entries = {s: name for name, group in symbols.items() for s in group if self._differentiable(name)}
        drawn = [
            self._point(symbols, list(given.hyperparameters.items()), SCALES[k % len(SCALES)], random)
            for k in range(POINTS)
        ]
        return World(families, ComparedPoints(families.definitions, drawn), tuple(results), entries)

    def _constant(self) -> Sequence[str]:
        """Inputs that are no variables here: weights that may be left out, and the index of the
        right class.
        """
        return [i.name for i in self._exercise.inputs if i.default is not None or isinstance(i.domain, Classes)]

    def _instead(self, name: str, symbols: Sequence[Symbol]) -> list[tuple[Symbol, Expr]]:
        return [(s, Integer(1)) for s in symbols]

    def _dimensions(self, sizes: Mapping[str, int]) -> dict[str, int]:
        if "half" in sizes:
            return {"half": sizes["half"], "row": sizes["row"]}
        return dict(sizes)

    def _differentiable(self, name: str) -> bool:
        return next(i.differentiable for i in self._exercise.inputs if i.name == name)

    def _name_inputs(
        self, families: IndexedNames, symbols: Mapping[str, Sequence[Symbol]], sizes: Mapping[str, int]
    ) -> None:
        for name, group in symbols.items():
            item = next(i for i in self._exercise.inputs if i.name == name)
            dimensions = item.shape or ("row",)
            families.give(name, _family(dimensions, group, sizes))
            if "half" in sizes:
                half = sizes["half"]
                for letters, part in ((("a", "u", "x"), group[:half]), (("b", "v", "g"), group[half:])):
                    for letter in letters[:1] if not self._roles.inputs.get(letters[1]) else letters:
                        families.give(letter, _family(("half",), part, sizes))
        for alias, name in self._roles.inputs.items():
            if name in families.families and alias not in families.families:
                families.give(alias, families.families[name])

    def _common(self, families: IndexedNames, sizes: Mapping[str, int]) -> None:
        """Names that are known everywhere: sigmoid, and how many entries there are."""
        logistic = Function(lambda u: 1 / (1 + sympy.exp(-u)), 1)
        for name in LOGISTIC:
            if name not in self._roles.results:
                families.functions[name] = logistic
        families.know({**KNOWN, "silu": KNOWN["swish"], "SiLU": KNOWN["swish"]})
        main = families.main
        families.index_letters = self._roles.letters.indices
        for name in self._roles.letters.sizes:
            families.value(name, Integer(families.sizes[main]))
        del sizes

    def _name_results(
        self, families: IndexedNames, outputs: Sequence[Expr], sizes: Mapping[str, int]
    ) -> Iterator[tuple[str, Expr]]:
        slug = self._exercise.slug
        single = not self._exercise.output and len(outputs) == 1
        named = []
        for k, output in enumerate(outputs, 1):
            symbol = Symbol(slug if single else f"{slug}_{k}", real=True)
            families.definitions.define(symbol, families.definitions.taken_apart(output))
            named.append(symbol)
        dimension = next((d for d in ("half", "row", *self._exercise.output) if d in sizes), "")
        for name in (slug, *self._roles.results, *self._roles.values):
            if single:
                families.value(name, named[0])
            elif name not in families.families and name not in self._roles.values:
                entries = self._probabilities(families, outputs) if name in PROBABILITIES else None
                families.give(name, _family((dimension,), entries or named, sizes))
        for name in self._roles.upstream:
            families.give(
                name, _family((dimension,), [Symbol(f"{name}_{k}", real=True) for k in range(len(named))], sizes)
            )
        first = families.families[self._exercise.inputs[0].name]
        if "softmax" not in families.families and len(first.dimensions) == 1:
            families.give("softmax", IndexedFamily(first.dimensions, softmax(families, "softmax", first.entries)))
        return ((("", symbol)) for symbol in named)

    def _probabilities(self, families: IndexedNames, outputs: Sequence[Expr]) -> list[Symbol] | None:
        """The probabilities of which an exercise has the logarithms."""
        if not self._exercise.slug.startswith("log_"):
            return None
        found = []
        for k, output in enumerate(outputs, 1):
            symbol = Symbol(f"p_{k}", real=True)
            families.definitions.define(symbol, families.definitions.taken_apart(sympy.exp(output)))
            found.append(symbol)
        return found

    def _point(
        self,
        symbols: Mapping[str, Sequence[Symbol]],
        settings: Sequence[tuple[Symbol, float]],
        scale: float,
        random: Random,
    ) -> Point:
        point: dict[Symbol, arb] = {}
        for name, group in symbols.items():
            item = next(i for i in self._exercise.inputs if i.name == name)
            point |= dict(zip(group, _numbers(item, len(group), random), strict=True))
        return {**point, **{s: decimal(v * scale) for s, v in settings}}


class _Classes(_Rows):
    """A loss of the index of the right class."""

    def __init__(self, exercise: Exercise, roles: IndexedRoles, right: int) -> None:
        super().__init__(exercise, roles)
        self._right = right

    def _instead(self, name: str, symbols: Sequence[Symbol]) -> list[tuple[Symbol, Expr]]:
        if isinstance(next(i.domain for i in self._exercise.inputs if i.name == name), Classes):
            return [(s, Integer(self._right - 1)) for s in symbols]
        return super()._instead(name, symbols)

    def _common(self, families: IndexedNames, sizes: Mapping[str, int]) -> None:
        super()._common(families, sizes)
        n = families.sizes[families.main]
        hot = [Integer(int(k == self._right)) for k in range(1, n + 1)]
        families.fixed = dict.fromkeys(self._roles.letters.classes, self._right)
        for alias, name in self._roles.inputs.items():
            if name == "target" and alias not in families.fixed:
                families.give(alias, _family((families.main,), hot, sizes))
        inputs = families.families[self._exercise.inputs[0].name].entries
        if self._exercise.slug != "nll_loss":
            for name in ("p", "q", "s", "softmax", "sigma", "y_hat", "p_hat"):
                if name in self._roles.results and name not in families.families:
                    families.give(name, IndexedFamily((families.main,), softmax(families, name, inputs)))


class _Batch(_Rows):
    """A function of single numbers, of each in a batch; a loss adds them up or takes the mean."""

    def world(self, sizes: Mapping[str, int], random: Random) -> World:
        exercise, n = self._exercise, sizes["n"]
        given = arguments(exercise, {}, {})
        symbols = {
            name: tuple(Symbol(f"{name}_{k}", **dict(group[0].assumptions0)) for k in range(1, n + 1))
            for name, group in given.inputs.items()
        }
        families = IndexedNames([s for group in symbols.values() for s in group], sizes)
        (formula,) = evaluate(exercise, exercise.function, given)
        outputs = []
        for k in range(n):
            renaming = {group[0]: symbols[name][k] for name, group in given.inputs.items()}
            outputs.append(_exact(formula).xreplace(renaming))
        for name, group in symbols.items():
            families.give(name, _family(("n",), group, sizes))
        for alias, name in self._roles.inputs.items():
            families.give(alias, families.families[name])
        for setting in given.hyperparameters:
            families.value(setting.name, setting)
        for alias, name in self._roles.settings.items():
            families.value(alias, families.values[name])
        self._common(families, sizes)
        entries = {s: name for name, group in symbols.items() for s in group if self._differentiable(name)}
        drawn = [
            self._point(symbols, list(given.hyperparameters.items()), SCALES[k % len(SCALES)], random)
            for k in range(POINTS)
        ]
        results = [("", e) for e in self._defined(families, outputs)]
        for reduction in exercise.reductions:
            if reduction in ("mean", "sum"):
                whole = sum(outputs) / (n if reduction == "mean" else 1)
                (symbol,) = self._defined(families, [whole], reduction)
                results.append((reduction, symbol))
        for name in self._roles.values:
            families.value(name, results[-1][1] if "mean" not in exercise.reductions else dict(results)["mean"])
        return World(families, ComparedPoints(families.definitions, drawn), tuple(results), entries)

    def _defined(self, families: IndexedNames, formulas: Sequence[Expr], label: str = "") -> list[Symbol]:
        found = []
        for k, formula in enumerate(formulas, 1):
            symbol = Symbol(f"{self._exercise.slug}_{label or k}", real=True)
            families.definitions.define(symbol, families.definitions.taken_apart(formula))
            found.append(symbol)
        return found


def softmax(families: IndexedNames, name: str, inputs: Mapping[tuple[int, ...], Expr]) -> dict[tuple[int, ...], Expr]:
    """The softmax of the entries of a vector, with names of their own."""
    whole = sum(sympy.exp(x) for x in inputs.values())
    found: dict[tuple[int, ...], Expr] = {}
    for key, x in inputs.items():
        found[key] = symbol = Symbol("_".join((name, *map(str, key))), real=True)
        families.definitions.define(symbol, families.definitions.taken_apart(sympy.exp(x) / whole))
    return found


def _family(dimensions: Sequence[str], entries: Sequence[Expr], sizes: Mapping[str, int]) -> IndexedFamily:
    """Entries in row-major order."""
    indices = pairs(*(range(1, sizes[d] + 1) for d in dimensions))
    return IndexedFamily(tuple(dimensions), dict(zip(indices, entries, strict=True)))


def _numbers(item: Input, count: int, random: Random) -> list[arb]:
    if isinstance(item.domain, Distribution):
        drawn = [random.randrange(1, 64) for _ in range(count)]
        return [arb(d) / sum(drawn) for d in drawn]
    found = []
    for _ in range(count):
        x = item.domain.sample(random)
        found.append(arb(x if abs(x) <= NARROW else NARROW * random.uniform(-1, 1) if x < 0 or x > 1 else x))
    return found


def _exact(formula: Expr) -> Expr:
    return formula.xreplace({f: sympy.Rational(repr(float(f))) for f in formula.atoms(sympy.Float)})
