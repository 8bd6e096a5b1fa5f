"""A derivation that a student hands in: does every line follow, and is what comes out the derivative?"""

from dataclasses import replace

from ..exercise import Exercise
from ..reference.parse.lines import Defined, Formula, Side, formulas, lines
from ..reference.parse.source import LONGEST, Unreadable, position, printable
from ..reference.parse.tree import Call, Name, Node, Slope, walk
from ..reference.written.equality import NoValue, Points
from ..reference.written.meaning import Derivative, Meaning, define
from ..reference.written.vocabulary import Vocabulary, formula
from ..report.derivation import Derivation, End, Known, Unread, WrongStep
from .wrong_step import Stand, Steps

NO_VALUE = "one side of this has no value anywhere: is it 0/0, or the root of a negative number?"


class NotDerivable(Exception):
    """Why derivations of an exercise cannot be checked."""


def check(exercise: Exercise, text: str, path: str) -> Derivation:
    """Read a derivation, check each of its equations and what the last one comes to.

    Raises:
        NotDerivable: if the exercise is no function of single numbers.
        ExerciseError: if its formula is wrong.
    """
    single = exercise.family == "elementwise" or not any(i.shape for i in exercise.inputs)
    if exercise.family not in ("elementwise", "loss") or not single or not exercise.differentiable:
        raise NotDerivable(f"{exercise.slug} is no differentiable function of single numbers, as --check needs it")
    checked = _Checked(exercise, text)
    error = None
    try:
        checked.run()
    except Unreadable as unreadable:
        error = Unread(*position(text, unreadable.at), unreadable.message)
    end = End("none") if error else checked.end()
    return Derivation(
        exercise.slug,
        path,
        checked.lines,
        checked.equations,
        tuple(checked.wrong),
        end,
        error,
        tuple(checked.remarks) if end.status == "other" else (),
    )


class _Checked:
    """A derivation while it is read."""

    def __init__(self, exercise: Exercise, text: str) -> None:
        self.lines = self.equations = 0
        self.wrong: list[WrongStep] = []
        self.remarks: list[str] = []  # about names of the exercise that were given another meaning
        self._exercise, self._text = exercise, text
        self._vocabulary = Vocabulary(exercise)
        self._points = Points(exercise, self._vocabulary.definitions)
        self._meaning = Meaning(self._vocabulary)
        inputs, value = self._vocabulary.inputs, self._vocabulary.value
        names = [i.name for i in exercise.differentiable]
        self._right = {name: self._vocabulary.definitions.slope(value, inputs[name]) for name in names}
        self._steps = Steps(self._vocabulary, self._points, tuple(self._right.values()))
        self._unfinished: set[str] = set()  # names of what still has a derivative in it
        self._stand: Stand | None = None

    def run(self) -> None:
        """Read all of it.

        Raises:
            Unreadable: where that cannot be done.
        """
        if len(self._text) > LONGEST:
            raise Unreadable(f"a derivation has {LONGEST} characters at most", LONGEST)
        for row in lines(self._text):
            self.lines += 1
            for written in formulas(row, self._vocabulary):
                self._read(written)

    def end(self) -> End:
        """What the last formula is."""
        if (last := self._stand) is None:
            return End("none")
        if not last.finished:
            return End("unfinished", last.line, last.text)
        for wrt, right in self._right.items():
            if self._points.equal(last.value, right):
                return End("derivative", last.line, last.text, wrt if len(self._right) > 1 else "")
        known = [
            Known(m.id, m.title, m.explanation, m.note)
            for m in self._exercise.misconceptions
            if m.of == "gradient" and self._points.equal(last.value, formula(self._exercise, m.function))
        ]
        return End("misconception" if known else "other", last.line, last.text, "", tuple(known))

    def _read(self, written: Formula) -> None:
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
        line, _ = position(self._text, side.start)
        text = printable(self._text[side.start : side.end].replace("&", ""))
        return Stand(value, text, line, derivative or head, self._finished(side.node))

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
            try:
                difference = self._points.difference(stand.value, self._vocabulary.value)
            except NoValue:
                raise Unreadable(NO_VALUE, side.start) from None
            if difference is None:
                self.equations += 1
                self._vocabulary.restate(name, stand.value)
                return stand
            place = self._steps.place(difference, stand.value, self._vocabulary.value)
            where = ", ".join(f"{n} = {value:.6g}" for n, value in place.items())
            self.remarks.append(
                f"({name} is what line {stand.line} says, which is not {self._vocabulary.value} at {where})"
            )
        itself = any(isinstance(part, Name | Call) and _called(part) == name for part in walk(side.node))
        if itself or not define(self._vocabulary, name, defined.parameters, side.node):
            raise Unreadable(f"{name} is used in what defines it", defined.start)
        if not stand.finished:
            self._unfinished.add(name)
        return stand

    def _step(self, before: Stand, side: Side) -> Stand:
        """The next side of an equation."""
        self.equations += 1
        after = self._standing(side, before.head)
        try:
            difference = self._points.difference(before.value, after.value)
        except NoValue:
            raise Unreadable(NO_VALUE, side.start) from None
        if difference is None:
            return after
        _, column = position(self._text, side.start)
        self.wrong.append(self._steps.wrong(before, after, difference, column))
        return replace(after, head=self._meaning.derivative(side.node))


def _called(part: Name | Call) -> str:
    return part.text if isinstance(part, Name) else part.name
