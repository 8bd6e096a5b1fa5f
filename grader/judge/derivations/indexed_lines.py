"""Checks each line of a derivation with indices, at several sizes and for all values of its
indices.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import sympy
from sympy import Basic, Expr, S

from ...exercise import Exercise
from ...reference.differentiate import NoRule
from ...reference.parse.row_statements import Defined, Heading, Side, WrittenEquation, statements
from ...reference.parse.source import Unreadable, position, printable
from ...reference.parse.token_rows import TokenRow
from ...reference.parse.tree import Call, Connective, Name, Node, Relation, Slope, walk
from ...reference.program import Ball
from ...reference.unevaluated import product
from ...reference.written.definitions import TooLong
from ...reference.written.equal_gradients import EqualGradients
from ...reference.written.equality import Difference, NoValue
from ...reference.written.index_use import ALL, IndexUse, assignments
from ...reference.written.indexed_meaning import IndexedMeaning
from ...reference.written.indexed_names import IndexedFamily, IndexedNames, split
from ...reference.written.unrolled import GRADIENT
from ...reference.written.worlds import World
from ...report.checked_derivation import CheckedDerivation, Counterexample, Sides, Unread, WrongEquation
from .ahead import Ahead
from .indexed_conclusion import Coverage
from .unrolled_conclusion import Unrolled

MOST_PLACES = 12  # values of the indices of one equation, at one size
MOST_WRONG = 12
LARGEST_SIZE = 9  # that a line may state
MOST_EQUATIONS = 60
TOO_MANY = "so many equations are before this, or do not hold, that the rest was not checked"
WHICH_STEP = f"{GRADIENT} has no index here: write of which step it is, or say that all gradients are equal"
EQUAL_ALONE = f"this holds only if all gradients are equal: write {GRADIENT} without an index for them"
NO_VALUE = "one side of this has no value anywhere, or it is about no index that there is"


class OnlyAt(Exception):
    """A line states how many entries there are."""

    def __init__(self, size: int, line: int) -> None:
        super().__init__(size)
        self.size, self.line = size, line


@dataclass(frozen=True)
class IndexedStand:
    """The state of a chain of equations. `head` is the derivative at its beginning."""

    node: Node
    text: str
    line: int
    head: Slope | None
    exact: bool = True  # false if it is only near the formula before

    @property
    def finished(self) -> bool:
        """Whether it contains no derivative any more."""
        return not any(isinstance(p, Slope) or (isinstance(p, Name | Call) and p.primes) for p in walk(self.node))


@dataclass(frozen=True)
class IndexedPlace:
    """A world, and the values of the indices in it."""

    world: World
    indices: Mapping[str, int]

    @property
    def meaning(self) -> IndexedMeaning:
        return IndexedMeaning(self.world.families).at(self.indices)


class IndexedLines:
    """A derivation with indices while grader reads it."""

    def __init__(self, exercise: Exercise, text: str, worlds: Sequence[World], remarks: Sequence[str]) -> None:
        self._exercise, self._text, self._worlds = exercise, text, worlds
        self._names = worlds[0].families
        self._coverage: Coverage | Unrolled = (Unrolled if exercise.family.recurrent else Coverage)(exercise, worlds)
        self._case: Node | None = None
        self._before: list[Node] = []  # the cases before this one
        self._stand: IndexedStand | None = None
        self._first: IndexedStand | None = None  # of the chain of equations
        self._equations = 0
        self._wrong: list[WrongEquation] = []
        self._unread: list[Unread] = []
        self._remarks = list(remarks)
        self._equal_worlds = [replace(w, points=w.points.with_same(w.families.random)) for w in worlds]
        self._equal = EqualGradients(text, self._names)

    def checked(self, read: Sequence[TokenRow], path: str) -> CheckedDerivation:
        """Reads all rows, also those after a wrong row.

        Raises:
            OnlyAt: if a line states how many entries there are.
        """
        ahead = Ahead(read)
        for number, row in enumerate(read):
            if len(self._wrong) >= MOST_WRONG or self._equations > MOST_EQUATIONS:
                self._complain(Unreadable(TOO_MANY, row.tokens[0].start))
                break
            for name, written in ahead.definitions(number, self._names) if row.equation else ():
                if written.defined and self._names.kind(name) == "unknown":
                    with suppress(Unreadable):  # the row itself reports that
                        self._define(written.defined, written.sides[0])
            for statement in statements(row, self._names):
                try:
                    self._read(statement)
                except Unreadable as complaint:
                    self._complain(complaint)
        return CheckedDerivation(
            self._exercise.slug,
            path,
            sum(row.equation for row in read),
            self._equations,
            tuple(self._wrong),
            self._coverage.end(self._stand.line if self._stand else 0, self._stand.text if self._stand else ""),
            tuple(self._unread),
            (*self._remarks, self._coverage.checked_at()),
        )

    def _complain(self, complaint: Unreadable) -> None:
        self._unread.append(Unread(*position(self._text, complaint.at), complaint.message))
        self._stand = None

    def _read(self, statement: Heading | WrittenEquation | Unreadable) -> None:
        if isinstance(statement, Unreadable):
            raise statement
        if isinstance(statement, Heading):
            self._head(statement.condition)
            return
        outer = self._case
        if statement.condition is not None:
            self._head(statement.condition)
        self._equation(statement)
        self._case = outer

    def _head(self, condition: Node | str) -> None:
        if (
            isinstance(condition, Relation)
            and condition.sign == "="
            and self._equal.says(condition.left, condition.right)
        ):
            return
        if condition == "otherwise" and self._before:
            negated = tuple(Connective("not", (c,), c.at) for c in self._before)
            self._case = Connective("and", negated, negated[0].at) if len(negated) > 1 else negated[0]
        elif condition == "all":
            self._case = None
        elif not isinstance(condition, str):
            self._case = condition
            self._before = [condition] if condition in self._before else [*self._before, condition]

    def _equation(self, written: WrittenEquation) -> None:
        sides = list(written.sides)
        if written.defined and not self._is_known(written.defined.name):
            stand = self._define(written.defined, sides.pop(0))
        elif written.defined:
            name = Name(written.defined.name, 0, written.defined.start)
            stand = self._standing(Side(name, written.defined.start, written.defined.end), None)
        elif not written.goes_on:
            stand = self._standing(sides.pop(0), None)
        elif self._stand:
            stand = self._stand
        elif self._unread or self._equations:
            stand = self._standing(sides.pop(0), None)
        else:
            raise Unreadable("there is no formula before this that it could be equal to", written.start)
        first, wrong = (self._first if written.goes_on and self._first else stand), len(self._wrong)
        for side in sides:
            stand = self._step(stand, side)
        self._stand, self._first = stand, first
        if isinstance(self._coverage, Unrolled) and len(self._wrong) == wrong and sides and stand.exact:
            self._coverage.chain(first.node, stand.node, stand.line, stand.text)
        if stand.head and stand.finished and stand.exact and not self._unread_since(stand):
            self._note(stand)

    def _unread_since(self, stand: IndexedStand) -> bool:
        return any(w.line == stand.line for w in self._wrong)

    def _is_known(self, name: str) -> bool:
        return self._names.kind(name) != "unknown" and name not in self._names.sizes

    def _standing(self, side: Side, head: Slope | None) -> IndexedStand:
        line, _ = position(self._text, side.start)
        text = printable(self._text[side.start : side.end].replace("&", ""))
        return IndexedStand(side.node, text, line, side.node if isinstance(side.node, Slope) else head)

    def _define(self, defined: Defined, side: Side) -> IndexedStand:
        """Defines a name at every size: a number, or a vector or matrix with all its entries."""
        base, letters = split(defined.name)
        if not letters or not letters.isalpha() or len(letters) > 2:
            base, letters = defined.name, ""
        for world in self._worlds:
            if self._names.counter and letters == self._names.counter:
                _start(world.families, base)
            use = IndexUse(world.families, side.node)
            free = use.free
            indices = [*letters] or ([ALL] if ALL in free else [])
            if extra := [i for i in free if i not in indices and i not in world.families.fixed]:
                raise Unreadable(f"{extra[0] or base} is an index on one side alone", defined.start)
            dimensions = {i: use.of(i) for i in indices}
            entries: dict[tuple[int, ...], Expr] = {}
            for chosen in assignments(dimensions, world.families.sizes, 1 << 10):
                key = tuple(chosen[i] for i in indices)
                value = _valued(IndexedPlace(world, chosen), side.node)
                symbol = sympy.Symbol("_".join((base, *map(str, key))), real=True)
                world.families.definitions.define(symbol, value)
                entries[key] = symbol
                if base in world.families.families and world.families.counter:
                    world.families.families[base].entries[key] = symbol
            if indices:
                found = IndexedFamily(tuple(dimensions.values()), {**_before_first(world.families, base), **entries})
                world.families.give(base, _same_state(world, found) or found)
            else:
                world.families.value(base, entries[()])
        return self._standing(side, None)

    def _step(self, before: IndexedStand, side: Side) -> IndexedStand:
        self._equations += 1
        after = replace(self._standing(side, before.head), exact=before.exact)
        if side.near:
            self._remarks.append(f"(line {after.line} says near, which was not checked)")
            return replace(after, exact=False)
        if found := self._difference(before.node, side.node, self._worlds):
            if self._names.counter and self._is_of_equal(before.node, side):
                return replace(after, exact=False)
            place, difference = found
            self._fix_size(before, side)
            _, column = position(self._text, side.start)
            at = {**{n: float(s) for n, s in place.world.families.sizes.items()}, **_shown(place.indices)}
            values = Counterexample(at, _number(difference.left), _number(difference.right))
            mistake = "The sign is wrong." if self._is_negative(before.node, side.node) else ""
            self._wrong.append(
                WrongEquation(
                    line=after.line,
                    column=column,
                    sides=Sides(before.text, after.text),
                    counterexample=values,
                    mistake=mistake,
                )
            )
            return replace(after, head=side.node if isinstance(side.node, Slope) else None)
        return after

    def _is_of_equal(self, left: Node, right: Side) -> bool:
        """Whether an equation says that gradients are equal, or the text says so and the equation
        holds only for equal ones.

        Raises:
            Unreadable: if it does not say which gradients it means.
        """
        bare, said = self._equal.without_index(left, right.node), self._equal.taken(right.start)
        if self._equal.says(left, right.node):
            return True
        if bare and not said:
            raise Unreadable(WHICH_STEP, right.start)
        if not said or self._difference(left, right.node, self._equal_worlds):
            return False
        if not bare:
            raise Unreadable(EQUAL_ALONE, right.start)
        return True

    def _places(self, worlds: Sequence[World], *nodes: Node) -> Iterator[IndexedPlace]:
        """Yields the places where formulas are compared, in the case that holds now."""
        for world in worlds:
            use = IndexUse(world.families, *nodes, *([self._case] if self._case else []))
            for chosen in assignments(use.free, world.families.sizes, MOST_PLACES):
                yield IndexedPlace(world, chosen)

    def _difference(self, left: Node, right: Node, worlds: Sequence[World]) -> tuple[IndexedPlace, Difference] | None:
        """Returns the first place where two sides differ.

        Raises:
            Unreadable: if they cannot be compared anywhere.
        """
        met = False
        for place in self._places(worlds, left, right):
            case = self._holds(place)
            if case == sympy.false:
                continue
            one, other = (_valued(place, node) for node in (left, right))
            if S.NaN in (one, other):
                raise Unreadable(f"these cases leave out {_in_words(place.indices)}", right.at)
            try:
                difference = place.world.points.difference(one, other, None if case == sympy.true else case)
            except NoValue:
                raise Unreadable(NO_VALUE, right.at) from None
            met = True
            if difference:
                return place, difference
        if not met:
            raise Unreadable(NO_VALUE, right.at)
        return None

    def _holds(self, place: IndexedPlace) -> Basic:
        return sympy.true if self._case is None else place.meaning.condition(self._case)

    def _is_negative(self, left: Node, right: Node) -> bool:
        places = (p for p in self._places(self._worlds, left, right) if self._holds(p) == sympy.true)
        return all(p.world.points.equal(product(S.NegativeOne, _valued(p, left)), _valued(p, right)) for p in places)

    def _fix_size(self, before: IndexedStand, side: Side) -> None:
        """Reads the number of entries from a line such as 1/n = 0.25.

        Raises:
            OnlyAt: if the line states it.
        """
        world = self._worlds[0]
        parts = [*walk(before.node), *walk(side.node)]
        known, size = world.families.values, world.families.sizes.get("n", 0)
        sizes = [p.text for p in parts if isinstance(p, Name) and known.get(p.text) == size]
        number = _valued(IndexedPlace(world, {}), side.node) if not IndexUse(world.families, side.node).free else None
        if not size or not sizes or number is None or not number.is_Rational:
            return
        if any(isinstance(p, Slope) for p in walk(before.node)):
            return
        fitting = []
        for tried in range(1, LARGEST_SIZE + 1):
            known[sizes[0]] = sympy.Integer(tried)
            if _valued(IndexedPlace(world, {}), before.node) == number:
                fitting.append(tried)
        known[sizes[0]] = sympy.Integer(size)
        if len(fitting) == 1:
            raise OnlyAt(fitting[0], position(self._text, side.start)[0])

    def _note(self, stand: IndexedStand) -> None:
        """Records the derivative that a chain has computed."""
        assert stand.head
        for world in self._worlds:
            use = IndexUse(world.families, stand.head, stand.node, *([self._case] if self._case else []))
            for chosen in assignments(use.free, world.families.sizes, 1 << 10):
                place = IndexedPlace(world, chosen)
                if self._holds(place) == sympy.true:
                    derivative = place.meaning.derivative(stand.head)
                    assert derivative
                    self._coverage.add(world, derivative, stand.line, stand.text)


def _valued(place: IndexedPlace, node: Node) -> Expr:
    """Returns the value of a formula at a place.

    Raises:
        Unreadable: if the formula has no meaning there.
    """
    try:
        return place.meaning(node)
    except NoRule:
        raise Unreadable("there is no rule for a derivative in this", node.at) from None
    except TooLong:
        raise Unreadable("this derivative is too long to work out", node.at) from None


def _start(families: IndexedNames, base: str) -> None:
    """Sets a state to 0 before the first step, because its recurrence may refer to the state
    before.
    """
    families.give(base, IndexedFamily((families.counter,), {(0,): S.Zero}))


def _before_first(families: IndexedNames, base: str) -> dict[tuple[int, ...], Expr]:
    known = families.families.get(base) if families.counter else None
    return {(0,): known.entries[0,]} if known and (0,) in known.entries else {}


def _same_state(world: World, found: IndexedFamily) -> IndexedFamily | None:
    """Returns the state of an optimizer that a vector is, under another name."""
    if not world.families.counter:
        return None
    kept = dict.fromkeys(name for name, _ in world.results)
    states = (world.families.families[name] for name in kept)
    return next((s for s in states if _agree(world, s, found)), None)


def _agree(world: World, one: IndexedFamily, other: IndexedFamily) -> bool:
    shared = [k for k in one.entries if k in other.entries and k != (0,)]
    return bool(shared) and all(world.points.equal(one.entries[k], other.entries[k]) for k in shared)


def _number(ball: Ball) -> float:
    return float(ball.mid()) if ball.is_finite() else math.nan


def _in_words(indices: Mapping[str, int]) -> str:
    return ", ".join(f"{name or 'index'} = {number}" for name, number in indices.items())


def _shown(indices: Mapping[str, int]) -> dict[str, float]:
    return {name or "index": float(number) for name, number in indices.items()}
