"""An exercise as questions look at it: its values and slopes as expressions, and the known
mistakes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any

import sympy
from sympy import Expr, Float, Rational, Symbol

from ..domains import Classes, Domain
from ..errors import ExerciseError
from ..exercise import Exercise
from ..family import Procedure
from ..reference.differentiate import NoRule, derive
from ..reference.formula import Arguments, arguments, evaluate
from ..reference.malrules.derivations import wrong
from ..reference.typeset.tidy import named, tidied
from ..reference.typeset.written_nodes import Call, Node, Slope, Word
from ..specification import Function, Misconception, Subject
from .said_of_numbers import rule_words

MOST_PARTS = 10**7  # the denominator of a decimal that can be typed
MOST_RULES = 40  # buggy rules that are applied to one derivative
LIKELY = 2  # the least plausibility of a rule that is misapplied
Settings = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class KnownMistake:
    """A mistake by its id, the expression that it leads to, and what is said to who makes it.

    The id is that of a misconception, or of a buggy rule as `kinds` of `reference/malrules` has it.
    """

    id: str
    gives: Expr
    words: str
    by_author: bool


@dataclass(frozen=True)
class Quantity:
    """What is asked about: an output of a function, or its derivative by an input or an entry of
    one.
    """

    output: int = 0
    by: Symbol | None = None


class StudiedFunction:
    """A function of an exercise that is called, under some settings, for one sample of the smallest
    size.

    An input that the author calls `input` is x. In the expressions hyperparameters are letters;
    `letters` says which numbers they are. Inputs that may be left out are, and those on which
    nothing depends. `originals` has the author's symbols for those of the inputs.
    """

    def __init__(self, exercise: Exercise, settings: Settings) -> None:
        self.exercise, self.settings = exercise, dict(settings)
        self.sizes = exercise.family.written_sizes(exercise)
        self._given, names = _renamed(exercise, self.settings, self.sizes)
        self.letters = {s: Rational(repr(v)) for s, v in self._given.hyperparameters.items()}
        self._columns = self._given.inputs
        originals = arguments(exercise, self.settings, self.sizes).inputs
        self.originals = {
            new: old for n, group in originals.items() for new, old in zip(self._columns[n], group, strict=True)
        }
        kept = [i for i in exercise.inputs_under(self.settings) if i.default is None]
        self._known: dict[Function, tuple[Expr, ...]] = {}
        self._textbooks: dict[Quantity, Expr] = {}
        self._mistakes: dict[Quantity, tuple[KnownMistake, ...]] = {}
        self.values = self._expressions(exercise.function)
        used = set().union(*(value.free_symbols for value in self.values))
        kept = [i for i in kept if used.intersection(self._columns[i.name])]
        self.inputs = {names[i.name]: self._columns[i.name] for i in kept}
        self.domains: Mapping[Symbol, Domain] = {s: i.domain for i in kept for s in self._columns[i.name]}

    def _expressions(self, function: Function) -> tuple[Expr, ...]:
        """What one of the author's functions gives, with decimals as they are written and not as
        floats hold them.
        """
        if function not in self._known:
            found = evaluate(self.exercise, function, self._given)
            decimals = {f: Rational(repr(float(f))) for e in found for f in e.atoms(Float)}
            self._known[function] = tuple(e.xreplace(decimals) if decimals else e for e in found)
        return self._known[function]

    @property
    def vector(self) -> bool:
        return bool(self.exercise.output)

    @property
    def slopes(self) -> tuple[Quantity, ...]:
        """The derivatives that there are, of each output by each entry; none of what has a
        surrogate.
        """
        by = [s for i in self.exercise.differentiable for s in self._columns[i.name] if s in self.domains]
        if self.exercise.form("surrogate") or not all(map(self._has_slopes, by)):
            return ()
        return tuple(Quantity(k, s) for k in range(len(self.values)) for s in by if s in self.values[k].free_symbols)

    def _has_slopes(self, by: Symbol) -> bool:
        try:
            for value in self.values:
                derive(value, by)
        except NoRule:
            return False
        return True

    def expression(self, of: Quantity) -> Expr:
        """The value or slope, the slope as the rules give it."""
        return self.values[of.output] if of.by is None else derive(self.values[of.output], of.by).after

    def textbook(self, of: Quantity) -> Expr:
        """The shortest form that is known of a slope; of a vector's, by names for its entries where
        it can be.
        """
        if of not in self._textbooks:
            self._textbooks[of] = self.values[of.output] if of.by is None else self._shortest(of)
        return self._textbooks[of]

    def _shortest(self, of: Quantity) -> Expr:
        return min((self.written(self.expression(of), of), *self._by_hand(of)), key=sympy.count_ops)

    def by_author(self, of: Quantity) -> Expr:
        """A slope as the exercise's author writes it, if at all: as misconceptions are written
        too.
        """
        return min(self._by_hand(of), key=sympy.count_ops, default=self.textbook(of))

    @property
    def has_plain_numbers(self) -> bool:
        """Whether nobody needs a decimal of many digits to reckon with it."""
        return all(n.q <= MOST_PARTS for value in self.values for n in value.atoms(Rational))

    @property
    def has_classes(self) -> bool:
        """Whether there are indices of classes among its inputs, which make formulas of many
        cases.
        """
        return any(isinstance(domain, Classes) for domain in self.domains.values())

    def _by_hand(self, of: Quantity) -> list[Expr]:
        known = [f for f in self.exercise.forms if f.of == "gradient" and of.by in self._columns[f.wrt]]
        return [self._named(self._entry(self._expressions(f.function), f.wrt, of)) for f in known]

    def written(self, form: Expr, of: Quantity) -> Expr:
        """An equal form of a value or a slope that is shorter to read."""
        return tidied(form) if of.by is None else self._named(tidied(form))

    def solved(self, form: Expr) -> Expr:
        """A form without names for the entries of a vector."""
        return form.xreplace({self._entry_name(k): value for k, value in enumerate(self.values)})

    def _entry_name(self, place: int) -> Symbol:
        return Symbol(f"{self.output_name}_{place}", real=True)

    def _named(self, form: Expr) -> Expr:
        """A form with names for the entries of a vector, unless it is one of them."""
        if not self.vector or form in self.values:
            return form
        values = [self.values, *(self._expressions(f.function) for f in self.exercise.forms if f.of == "value")]
        for entries in values:
            form = named(form, [(v, self._entry_name(k)) for k, v in enumerate(entries)])
        return form

    def _entry(self, jacobian: tuple[Expr, ...], wrt: str, of: Quantity) -> Expr:
        """One derivative of a Jacobian by an input."""
        assert of.by is not None
        columns = self._columns[wrt]
        return jacobian[of.output * len(columns) + columns.index(of.by)]

    def mistakes(self, of: Quantity) -> tuple[KnownMistake, ...]:
        """What is known to go wrong, the author's misconceptions first; nothing that is right
        elsewhere.
        """
        if of not in self._mistakes:
            self._mistakes[of] = (*self._by_author(of), *self._by_rules(of))
        return self._mistakes[of]

    def _by_author(self, of: Quantity) -> Iterator[KnownMistake]:
        subject: Subject = "value" if of.by is None else "gradient"
        for misconception in self.exercise.misconceptions:
            if misconception.of != subject or misconception.convention:
                continue
            if of.by is not None and of.by not in self._columns[misconception.wrt]:
                continue
            if (gives := self._gives(misconception, of)) is not None:
                yield KnownMistake(misconception.id, gives, misconception.explanation, by_author=True)

    def _gives(self, misconception: Misconception, of: Quantity) -> Expr | None:
        try:
            found = self._expressions(misconception.function)
        except ExerciseError:  # a mistake that has no value under these settings
            return None
        if any(e.has(sympy.nan, sympy.zoo, sympy.oo) for e in found):
            return None
        gives = found[of.output] if of.by is None else self._entry(found, misconception.wrt, of)
        known = {*self.domains, *self.letters, *map(self._entry_name, range(len(self.values)))}
        # it may be made of what the right value does not take
        return gives if gives.free_symbols <= known else None

    def _by_rules(self, of: Quantity) -> Iterator[KnownMistake]:
        if of.by is None:
            return
        for derivation in islice(wrong(self.values[of.output], of.by), MOST_RULES):
            (step,) = derivation.steps
            if derivation.plausibility >= LIKELY:
                yield KnownMistake(step.kind, derivation.after, rule_words(step), by_author=False)

    def called(self, output: int = 0) -> Node:
        """What an output is called: sigmoid(x), or y_0 of a vector."""
        return Word(f"{self.output_name}_{output}") if self.vector else self.whole

    @property
    def whole(self) -> Node:
        """What all of the result is called: softmax(x)."""
        return Call(self.exercise.family.value_name(self.exercise), tuple(map(Word, self.inputs)))

    @property
    def output_name(self) -> str:
        return "out" if "y" in self.inputs else "y"

    def node(self, of: Quantity) -> Node:
        """What a value or a slope is called."""
        return self.called(of.output) if of.by is None else Slope(self.called(of.output), Word(of.by.name))


def _renamed(
    exercise: Exercise, settings: Mapping[str, Any], sizes: Mapping[str, int]
) -> tuple[Arguments, Mapping[str, str]]:
    """What the author's functions are called with, where `input` is called x and what may be left
    out is a number; and how the inputs are called.
    """
    given = arguments(exercise, settings, sizes)
    names = {name: "x" if name == "input" and "x" not in given.inputs else name for name in given.inputs}
    new = {
        symbol: Symbol(names[name] + symbol.name.removeprefix(name), **symbol.assumptions0)
        for name, symbols in given.inputs.items()
        for symbol in symbols
    }
    left_out = {s: Rational(i.default) for i in exercise.inputs if i.default is not None for s in given.inputs[i.name]}
    positional = tuple(_replaced(nested, {**new, **left_out}) for nested in given.positional)
    inputs = {name: tuple(new[s] for s in symbols) for name, symbols in given.inputs.items()}
    return replace(given, positional=positional, inputs=inputs), names


def _replaced(nested: Any, new: Mapping[Symbol, Expr]) -> Any:
    return [_replaced(one, new) for one in nested] if isinstance(nested, list) else new[nested]


@lru_cache(maxsize=256)
def studied(exercise: Exercise, settings: Settings = ()) -> StudiedFunction | None:
    """An exercise to ask about; None if it is no function that is called, or its formula fails
    under these settings.
    """
    if exercise.family.procedure is not Procedure.CALL or exercise.behaviour:
        return None
    try:
        return StudiedFunction(exercise, settings)
    except ExerciseError:
        return None
