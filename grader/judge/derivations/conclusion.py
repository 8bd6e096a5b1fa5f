"""The result of a derivation, and the remarks besides those about its lines."""

from collections.abc import Mapping, Sequence

from sympy import Basic, Expr, Or, Symbol

from ...exercise import Exercise
from ...reference.written.equality import Points
from ...reference.written.vocabulary import Vocabulary, formula
from ...report.checked_derivation import End, Known
from .case_by_case import CaseBook
from .told import Told
from .wrong_step import Stand

ROUNDED = 1e-3  # of 1 or of the number itself: the error that rounded decimals may have


class Conclusion:
    """The right derivative, and the remarks about the way to it."""

    def __init__(self, exercise: Exercise, vocabulary: Vocabulary, points: Points) -> None:
        self._exercise, self._vocabulary, self._points = exercise, vocabulary, points
        names = [i.name for i in exercise.differentiable]
        slope = vocabulary.definitions.slope
        self._right = {name: slope(vocabulary.value, vocabulary.inputs[name]) for name in names}
        self._known: dict[tuple[Expr, Basic | None, int], bool] = {}
        # wrong formulas whose origin the derivation shows
        self.explained: list[Expr] = []
        self._said: list[str] = []
        self._others: list[str] = []  # about names of the exercise that were given another meaning
        self._is_rounded = False
        self.is_settled = False  # whether settings were left out, or letters taken for constants

    @property
    def secrets(self) -> tuple[Expr, ...]:
        """Returns the formulas that the report must not give away."""
        return tuple(self._right.values())

    def is_right(self, value: Expr, case: Basic | None = None) -> bool:
        """Whether a formula is the right answer, in a case if there is one."""
        key = value, case, self._vocabulary.definitions.changes
        if key not in self._known or case is not None:
            self._known[key] = any(self._points.equal(value, right, case) for right in self._right.values())
        return self._known[key]

    def end(self, last: Stand | None, answer: Stand | None, cases: CaseBook, told: Told) -> End:
        """Returns the verdict on the last formula; if cases have their own lines, on all of them
        together. Other lines may follow the `answer`: its value at 0, or the settings.
        """
        together = None if self._leaves_out(cases) else cases.together()
        for wrt, right in self._right.items():
            named = wrt if len(self._right) > 1 else ""
            for stand in (last, answer):
                if stand and stand.finished and self._equals(told.undisputed(stand.value), right):
                    if self._is_of_another(stand):
                        continue
                    return End("derivative", stand.line, stand.text, named)
            if together is not None and self._equals(told.undisputed(together), right):
                final = cases.outcomes[-1].stand
                return End("derivative", final.line, final.text, named)
        if last is None:
            return End("none")
        if not last.finished:
            return End("unfinished", last.line, last.text)
        if cases.outcomes and all(self.is_right(o.stand.value, o.case) for o in cases.outcomes):
            return End("some cases", last.line, last.text)
        if self._is_of_another(last):
            self._said.append(f"(line {last.line} is about a function that is not {self._vocabulary.value})")
            return End("other", last.line, last.text)
        known = [
            Known(m.id, m.title, m.explanation, m.note)
            for m in (() if self._shown_otherwise(last) else self._exercise.misconceptions)
            if m.of == "gradient" and self._points.equal(last.value, formula(self._exercise, m.function))
        ]
        return End("misconception" if known else "other", last.line, last.text, "", tuple(known))

    def _leaves_out(self, cases: CaseBook) -> bool:
        """Whether the cases on lines of their own leave numbers out."""
        return not cases.outcomes or self._points.outside(Or(*(o.case for o in cases.outcomes))) is not None

    def _equals(self, value: Expr, right: Expr) -> bool:
        return self._points.equal(value, right) or (self._is_rounded and self._points.off(right, value) <= ROUNDED)

    def _is_of_another(self, last: Stand) -> bool:
        """Whether the last formula is the derivative of something other than the exercise."""
        if last.head is None:
            return False
        # the formula that is differentiated instead of the function
        surrogate = self._exercise.form("surrogate")
        whole = [self._vocabulary.value, *([formula(self._exercise, surrogate)] if surrogate else [])]
        return not any(last.head.of == value or self._points.equal(last.head.of, value) for value in whole)

    def _shown_otherwise(self, last: Stand) -> bool:
        """Whether the derivation itself shows the origin of its last formula: a step whose mistake
        is reported, or wrong algebra after the right derivative. Otherwise a misconception may be
        the origin.
        """
        return any(self._points.equal(last.value, formula) for formula in self.explained)

    def other(self, name: str, stand: Stand, place: Mapping[str, float]) -> None:
        """Records that a name of the exercise gets another meaning."""
        where = ", ".join(f"{n} = {value:.6g}" for n, value in place.items())
        self._others.append(
            f"({name} is what line {stand.line} says, which is not {self._vocabulary.value} at {where})"
        )

    def settled(self, left_out: Sequence[Symbol], line: int) -> None:
        """Records that a derivation leaves out hyperparameters, which keep their defaults."""
        self._known.clear()
        self.is_settled = True
        names = {s.name: self._exercise.hyperparameters[s.name] for s in left_out}
        settings = ", ".join(f"{name} = {value!r}" for name, value in names.items())
        self._said.append(f"(from line {line} on it is {self._vocabulary.value} with {settings} alone)")

    def fitted(self, found: Sequence[tuple[str, float]]) -> None:
        """Records that letters stand for constants of the formula."""
        self._known.clear()
        self.is_settled = True
        self._said.append(f"({', '.join(f'{name} is {number!r}' for name, number in found)})")

    def near(self, line: int, off: float, close: bool) -> None:
        """Records that a line calls formulas near."""
        if close:
            self._said.append(f"(line {line} says near, and is: it is off by {off:.2g} at most, of 1 or of the value)")
        else:
            self._said.append(
                f"(line {line} says near; somewhere it is off by {off:.2g}, of 1 or of the value: it was not used to "
                "judge any other line)"
            )

    def rounded(self, line: int) -> None:
        """Records that a line holds except for rounded decimals."""
        self._is_rounded = True
        self._said.append(f"(line {line} holds up to the digits of its decimals)")

    def remarks(self, end: End) -> tuple[str, ...]:
        """Returns the remarks besides those about lines."""
        return (*self._said, *(self._others if end.status == "other" else ()))
