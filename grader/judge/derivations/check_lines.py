"""A derivation that a student hands in: does every line follow, and is what comes out the derivative?"""

import math
from dataclasses import replace

from sympy import Basic, Expr, Piecewise, Symbol

from ...exercise import Exercise
from ...reference.parse.conditions import put
from ...reference.parse.lines import Defined, Side, WrittenEquation, formulas, lines
from ...reference.parse.readings import Readings
from ...reference.parse.source import LONGEST, Unreadable, position, printable
from ...reference.parse.tree import Call, Name, Node, Slope, walk
from ...reference.written.equality import Difference, NoValue, Points
from ...reference.written.meaning import Derivative, Meaning, define
from ...reference.written.seen import Seen
from ...reference.written.vocabulary import Vocabulary, formula
from ...report.checked_derivation import CheckedDerivation, End, Known, Unread, WrongEquation
from .told import Told
from .wrong_step import Stand, WrongSteps

NO_VALUE = "one side of this has no value anywhere: is it 0/0, or the root of a negative number?"

MOST_READINGS = 8  # of a derivation, beside the likely one
ONE_FORMULA = "write all cases as one formula: ... if x > 0, else ..."


class NotDerivable(Exception):
    """Why derivations of an exercise cannot be checked."""


def check(exercise: Exercise, text: str, path: str) -> CheckedDerivation:
    """Read a derivation, check each of its equations and what the last one comes to.

    What can be an argument or a factor, f(1 - s), is what is right, if one of them is, but the same throughout.

    Raises:
        NotDerivable: if the exercise is no function of single numbers.
        ExerciseError: if its formula is wrong.
    """
    if not exercise.scalar or not exercise.differentiable:
        raise NotDerivable(f"{exercise.slug} is no differentiable function of single numbers, as --check needs it")
    readings = Readings()
    found = _checked(exercise, text, path, readings)
    tried = {readings.turned}
    for _ in range(MOST_READINGS):
        others = (readings.turned ^ {*p} for p in (readings.met, *((p,) for p in readings.met)))
        other = next((Readings(o) for o in others if o not in tried), None)
        if found.passed or other is None:
            break
        tried.add(other.turned)
        again = _checked(exercise, text, path, other)
        if _goodness(again) > _goodness(found):
            found, readings = again, other
    return found


def _goodness(found: CheckedDerivation) -> tuple[float, ...]:
    """How well a derivation goes with one reading of what can be read in two ways: the writer meant the best one."""
    read = (found.error.line, found.error.column) if found.error else (math.inf, math.inf)
    return (*read, -len(found.wrong), found.end.status == "derivative")


def _checked(exercise: Exercise, text: str, path: str, readings: Readings) -> CheckedDerivation:
    checked = _Checked(exercise, text, readings)
    error = None
    try:
        checked.run()
    except Unreadable as unreadable:
        error = Unread(*position(text, unreadable.at), unreadable.message)
    end = End("none") if error else checked.end()
    return CheckedDerivation(
        exercise.slug,
        path,
        checked.lines,
        checked.equations,
        tuple(checked.wrong),
        end,
        error,
        (*checked.settled, *(checked.remarks if end.status == "other" else ())),
    )


class _Checked:
    """A derivation while it is read."""

    def __init__(self, exercise: Exercise, text: str, readings: Readings) -> None:
        self.lines = self.equations = 0
        self.wrong: list[WrongEquation] = []
        self.settled: list[str] = []  # what hyperparameters are taken to be
        self.remarks: list[str] = []  # about names of the exercise that were given another meaning
        self._exercise, self._text = exercise, text
        self._vocabulary = Vocabulary(exercise, readings)
        self._points = Points(exercise, self._vocabulary.definitions)
        self._meaning = Meaning(self._vocabulary)
        inputs, value = self._vocabulary.inputs, self._vocabulary.value
        names = [i.name for i in exercise.differentiable]
        self._right = {name: self._vocabulary.definitions.slope(value, inputs[name]) for name in names}
        self._seen = Seen(self._meaning, self._points)
        self._steps = WrongSteps(self._vocabulary, self._points, self._seen, tuple(self._right.values()))
        self._told = Told(self._vocabulary, self._points, self._meaning)
        self._defined: dict[str, Stand] = {}  # the formulas that names were given
        self._case: Basic | None = None  # what the lines from here on are said to hold for
        self._unfinished: set[str] = set()  # names of what still has a derivative in it
        self._stand: Stand | None = None
        self._explained: list[Expr] = []  # wrong formulas of which the derivation shows how they came about

    def run(self) -> None:
        """Read all of it.

        Raises:
            Unreadable: where that cannot be done.
        """
        if len(self._text) > LONGEST:
            raise Unreadable(f"a derivation has {LONGEST} characters at most", LONGEST)
        cases = list(put(self._text, self._vocabulary))
        for row in lines(self._text):
            self.lines += 1
            while cases and cases[0][0] < row[0].start:
                self._case = self._meaning.condition(cases.pop(0)[1])
            for written in formulas(row, self._vocabulary):
                self._read(written)

    def end(self) -> End:
        """What the last formula is."""
        if (last := self._stand) is None:
            return End("none")
        if not last.finished:
            return End("unfinished", last.line, last.text)
        for wrt, right in self._right.items():
            if self._points.equal(self._told.undisputed(last.value), right):
                return End("derivative", last.line, last.text, wrt if len(self._right) > 1 else "")
        known = [
            Known(m.id, m.title, m.explanation, m.note)
            for m in (() if self._shown_otherwise(last) else self._exercise.misconceptions)
            if m.of == "gradient" and self._points.equal(last.value, formula(self._exercise, m.function))
        ]
        return End("misconception" if known else "other", last.line, last.text, "", tuple(known))

    def _shown_otherwise(self, last: Stand) -> bool:
        """Whether the derivation itself shows how it came to its last formula: by a step whose mistake is told, or by
        wrong algebra after the right derivative. Others may come to the same by a misconception.
        """
        return any(self._points.equal(last.value, formula) for formula in self._explained)

    def _is_right(self, value: Expr) -> bool:
        return any(self._points.equal(value, right) for right in self._right.values())

    def _read(self, written: WrittenEquation) -> None:
        sides = list(written.sides)
        if written.defined:
            stand = self._define(written.defined, sides.pop(0))
        elif not written.goes_on:
            stand = self._standing(sides.pop(0))
        elif self._stand:
            stand = self._stand
        else:
            raise Unreadable("there is no formula before this that it could be equal to", written.start)
        for side in sides:
            stand = self._step(stand, side)
        self._stand = stand

    def _standing(self, side: Side, head: Derivative | None = None) -> Stand:
        value, derivative = self._meaning(side.node), self._meaning.derivative(side.node)
        self._seen.add(side.node)
        line, _ = position(self._text, side.start)
        text = printable(self._text[side.start : side.end].replace("&", ""))
        return Stand(side.node, value, text, line, derivative or head, self._finished(side.node))

    def _finished(self, node: Node) -> bool:
        for part in walk(node):
            if isinstance(part, Slope) or (isinstance(part, Name | Call) and part.primes):
                return False
            if isinstance(part, Name | Call) and _called(part) in self._unfinished:
                return False
        return True

    def _define(self, defined: Defined, side: Side) -> Stand:
        """A new name; one of the exercise's own keeps its meaning if that is what the equation says."""
        stand, name = self._standing(side), defined.name
        if self._vocabulary.values.get(name) == self._vocabulary.value:
            difference = self._difference(stand.value, self._vocabulary.value, side)
            if difference is None:
                self.equations += 1
                self._vocabulary.restate(name, stand.value)
                return stand
            place = self._steps.place(difference, stand.value, self._vocabulary.value)
            where = ", ".join(f"{n} = {value:.6g}" for n, value in place.items())
            self.remarks.append(
                f"({name} is what line {stand.line} says, which is not {self._vocabulary.value} at {where})"
            )
        if name == "e" and not stand.value.free_symbols:  # what e^x has is that number anyway
            return stand
        itself = any(isinstance(part, Name | Call) and _called(part) == name for part in walk(side.node))
        if itself or not define(self._vocabulary, name, defined.parameters, side.node):
            raise Unreadable(f"{name} is used in what defines it", defined.start)
        self._defined[name] = stand
        if not stand.finished:
            self._unfinished.add(name)
        return stand

    def _step(self, before: Stand, side: Side) -> Stand:
        """The next side of an equation."""
        self.equations += 1
        after = self._standing(side, before.head)
        difference = self._difference(before.value, after.value, side)
        if difference is None:
            return after
        if self._told.implies(before, after):
            if any(wrong.mistake for wrong in self.wrong):
                self._explained.append(after.value)
            return after
        self._told.add(before, after)
        defined = self._defined.get(_called(side.node)) if isinstance(side.node, Name | Call) else None
        if before.head and defined and isinstance(after.value, Symbol) and defined.finished:
            self._told.dispute(after.value, before.value)
            self.wrong.append(self._steps.contradicted(before, defined, after, difference))
        else:
            _, column = position(self._text, side.start)
            found = self._steps.wrong(before, after, difference, column)
            if found.mistake or (before.finished and self._is_right(before.value)):
                self._explained.append(after.value)
            again = found.mistake in {wrong.mistake for wrong in self.wrong}
            self.wrong.append(replace(found, mistake="") if again else found)
        return replace(after, head=self._meaning.derivative(side.node))

    def _difference(self, left: Expr, right: Expr, side: Side) -> Difference | None:
        """Where two sides differ. A derivation that states the exercise without its settings is one of its defaults.

        Raises:
            Unreadable: if one of them has no value anywhere, or if they are equal in the case alone that a line before
                has put.
        """
        try:
            difference = self._points.difference(left, right)
            whole = self._vocabulary.value
            if (
                difference
                and whole in (left, right)
                and (left_out := self._points.settle(whole, right if left == whole else left))
            ):
                names = {s.name: self._exercise.hyperparameters[s.name] for s in left_out}
                settings = ", ".join(f"{name} = {value!r}" for name, value in names.items())
                line, _ = position(self._text, side.start)
                self.settled.append(f"(from line {line} on it is {self._vocabulary.value} with {settings} alone)")
                return None
        except NoValue:
            raise Unreadable(NO_VALUE, side.start) from None
        if difference and self._case is not None:
            left, right = (Piecewise((f, self._case), (0, True), evaluate=False) for f in (left, right))
            if self._points.equal(left, right):
                raise Unreadable(f"this holds in one case alone; {ONE_FORMULA}", side.start)
        return difference


def _called(part: Name | Call) -> str:
    return part.text if isinstance(part, Name) else part.name
