"""Runs one call of a submission again, with a change or without, and compares the right result and
the submission's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

import numpy
from numpy.typing import NDArray

from ...domains import Classes
from ...dtypes import BFLOAT16, FLOAT16, FLOAT32, FLOAT64, DType
from ...inputs import Case
from ...reference.enclose import Band
from ...reference.numeric import Array
from ..answers.evidence import Answer
from ..answers.small_call import Leg
from .expressions import Expressions

# of a number, how far a repaired one may be off: it is computed in float64, by the student's
# formula
CLOSE = 1e-6
NOISE = 1e-9  # of the size of the inputs
LENIENCE = 16  # allowances that a redone number may be from what was got
MOST_LOST = 0.1  # of the results, that need not be numbers, or have lost digits
EXACT = 1e-9  # of a number, how far off a formula may be that is right
TINY = 1e-300
MOST_FINITE = 0.5  # of the results of a formula that is right and overflows
# of a number, how far a redone one may be from what was got, which may be in a coarse format
COARSE = 1e-3
FAINT = 3e-8  # of the size of the inputs, likewise
# roundings of numbers around 1: intermediate results are up to ten times as large
INTERMEDIATE = 640
ROUNDER = 2.0**-20  # of a rounding in float32, more than one in float64 is
COMPARED = 10  # work, in expressions, to compare a result
# bfloat16 has float32's range
FORMATS = {FLOAT16: numpy.float16, FLOAT32: numpy.float32, BFLOAT16: numpy.float32}


@dataclass(frozen=True)
class Wanted:
    """The numbers of one result or gradient: what is right, from `low` to `high`, and what was
    got.
    """

    position: int  # of the gradient among those that are returned
    low: Array
    high: Array
    allowed: Array
    got: Array
    scale: Array  # what a small part of counts as near

    @classmethod
    def of(cls, bands: Sequence[Band], got: Sequence[float], position: int, starts: Any = 0.0) -> "Wanted":
        """What is right and what was got, entry by entry; `starts` are where numbers came from that
        only move a bit.
        """
        low, high = (numpy.array([float(getattr(b, side).mid()) for b in bands]) for side in ("low", "high"))
        return cls(
            position, low, high, numpy.array([b.allowed for b in bands]), numpy.array(got, float), abs(low - starts)
        )

    def right(self, numbers: Array, size: float) -> bool:
        """Whether numbers are right. A few may be no numbers where what was got is none: that is
        another fault.
        """
        if not self._few_lost(numbers):
            return False
        return bool(numpy.all(self._near(numbers, size) | ~numpy.isfinite(numbers) | ~numpy.isfinite(self.low)))

    def lost(self, numbers: Array) -> NDArray[numpy.bool_]:
        """Which numbers are none, though the right ones are."""
        none: NDArray[numpy.bool_] = numpy.isfinite(self.low) & ~numpy.isfinite(numbers)
        return none

    def _few_lost(self, numbers: Array) -> bool:
        lost = self.lost(numbers)
        return not numpy.any(lost & numpy.isfinite(self.got)) and lost.sum() <= MOST_LOST * len(numbers)

    def error(self, numbers: Array) -> float:
        """The largest error in units of what is allowed, of results that are numbers."""
        with numpy.errstate(all="ignore"):  # numbers that were got may be of any size
            off = numpy.abs(numpy.clip(numbers, self.low, self.high) - numbers)
            relative = off / (self.allowed + CLOSE * self.scale + TINY)
        return float(numpy.max(relative[numpy.isfinite(relative)], initial=0.0))

    def count(self, numbers: Array, size: float) -> int:
        """How many numbers are right."""
        return int(self._near(numbers, size).sum())

    def _near(self, numbers: Array, size: float) -> NDArray[numpy.bool_]:
        return self._off(numbers) <= self.allowed + CLOSE * self.scale + NOISE * size

    def _off(self, numbers: Array) -> Array:
        with numpy.errstate(all="ignore"):
            return numpy.maximum(self.low - numbers, numbers - self.high)

    def right_where_finite(self, numbers: Array, size: float) -> bool:
        """Whether most are numbers, and no numbers only where what was got is none; and whether
        they are right to many more digits than float32 has, so that not the formula is at fault
        where results in float32 are wrong.
        """
        finite = numpy.isfinite(numbers)
        if finite.mean() < MOST_FINITE or numpy.any(~finite & numpy.isfinite(self.got)):
            return False
        right = self._off(numbers) <= EXACT * self.scale + NOISE * size
        return bool(numpy.all(right | ~finite | ~numpy.isfinite(self.low)))

    @numpy.errstate(all="ignore")
    def wrong_alike(self, numbers: Array) -> bool:
        """Whether a number that was got is far from the right one and, with other roundings, stays
        as it is: then roundings are not what is wrong with it. Of 0 nothing is known: it may have
        been any small number.
        """
        known = numpy.isfinite(numbers) & numpy.isfinite(self.got) & numpy.isfinite(self.low) & (self.got != 0)
        near = COARSE * abs(self.got)
        far = self._off(self.got) > numpy.maximum(self.allowed, near)
        return bool(numpy.any(known & far & (abs(numbers - self.got) <= near)))

    @numpy.errstate(all="ignore")
    def off_by_more(self, numbers: Array, coarse: Array, size: float) -> bool:
        """Whether a number that was computed in float64 is off by more than roundings: they would
        have put the one that was computed in float32 much farther off.
        """
        known = numpy.isfinite(numbers) & numpy.isfinite(coarse) & numpy.isfinite(self.low)
        roundings = INTERMEDIATE * FLOAT64.unit * size + ROUNDER * abs(coarse - numbers)
        return bool(numpy.any(known & (self._off(numbers) > numpy.maximum(LENIENCE * self.allowed, roundings))))

    @numpy.errstate(all="ignore")
    def usable(self, numbers: Array, size: float) -> bool:
        """Whether numbers of the check's format are right to a few digits; a few may be no numbers,
        as above.
        """
        if not self._few_lost(numbers):
            return False
        known = numpy.isfinite(self.low) & numpy.isfinite(numbers)
        off = numpy.abs(numpy.clip(numbers[known], self.low[known], self.high[known]) - numbers[known])
        near = 4 * LENIENCE * self.allowed + COARSE * self.scale + FAINT * size
        return bool(numpy.all(off <= near[known]))

    @numpy.errstate(all="ignore")
    def right_at(self, entry: int, number: float, size: float) -> bool:
        """Whether one number is right, where the right one is finite."""
        low, high = self.low[entry], self.high[entry]
        near = self.allowed[entry] + CLOSE * self.scale[entry] + NOISE * size
        return bool(low - near <= number <= high + near)

    @numpy.errstate(all="ignore")
    def same(self, numbers: Array, size: float) -> bool:
        """Whether numbers are those that were got, as nearly as the format allows; a few may have
        lost digits.
        """
        known = numpy.isfinite(numbers) & numpy.isfinite(self.got)
        if not known.any():
            return not numpy.isfinite(numbers).any() and not numpy.isfinite(self.got).any()
        off, got = numpy.abs(numbers[known] - self.got[known]), numpy.abs(self.got[known])
        near = off <= COARSE * got + (LENIENCE * self.allowed + FAINT * size)[known]
        return bool(near.mean() >= 1 - MOST_LOST and numpy.all(near | (off <= COARSE * got.max())))


NOTHING = Wanted(0, *(numpy.array([]) for _ in range(5)))


@dataclass(frozen=True)
class Trial:
    """A call with its inputs as arrays; of a leg that is "by hand", the backward function or an
    autograd.Function's.
    """

    name: str
    leg: Leg
    arguments: Sequence[Any]
    keywords: dict[str, Any]
    upstream: Array
    wanted: Sequence[Wanted]
    size: float  # of the inputs
    dtype: DType = FLOAT64  # of the check

    @classmethod
    def of(cls, case: Case, leg: Leg, answers: Sequence[Answer] = ()) -> "Trial":
        """What was got for a case in one leg: its values, or its gradients by some inputs."""
        exercise, layout = case.call.exercise, case.call.layout
        given = [i for i in exercise.inputs if i.name not in case.omitted]
        kinds = [int if isinstance(i.domain, Classes) else float for i in given]
        tensors = [
            numpy.array(case.call.data[i.name], kind).reshape(layout.shapes[i.name])
            for i, kind in zip(given, kinds, strict=True)
        ]
        names = [i.name for i in (given if leg == "autograd" else exercise.differentiable)]
        wanted = [Wanted.of(a.bands, a.got, names.index(a.wrt) if a.wrt else 0) for a in answers]
        size = max(1.0, *(float(numpy.max(numpy.abs(t), initial=0.0)) for t in tensors))
        upstream = numpy.array(case.upstream, float).reshape(layout.result)
        return cls(exercise.slug, leg, tensors, dict(case.keywords), upstream, wanted, min(size, 10.0), case.dtype)

    def kept(self, code: Expressions) -> "Trial":
        """A call whose first result is to stay what the code gives now; any will do if it cannot be
        redone.
        """
        first = replace(self, wanted=(NOTHING,))
        try:
            now, got = (numpy.asarray(first.results(code, rounded)[0], float).ravel() for rounded in (False, True))
        except Exception:  # what is not redone cannot be kept
            return self
        return replace(self, wanted=(Wanted(0, now, now, numpy.zeros(now.shape), got, abs(now)),))

    @property
    def asked(self) -> str:
        """The function, if its value was asked for."""
        return self.name if self.leg == "value" else ""

    def results(self, code: Expressions, rounded: bool = False) -> list[Any]:
        """What the code returns, for each of `wanted`; computed in the format of the check if
        `rounded`.

        Raises:
            Exception: of any kind, if it cannot be redone.
        """
        code.format = FORMATS.get(self.dtype) if rounded else None
        try:
            return self._results(code)
        finally:
            code.format = None

    def _results(self, code: Expressions) -> list[Any]:
        formats = {numpy.dtype(float): code.format}
        upstream, *arguments = (numpy.array(t, formats.get(t.dtype)) for t in (self.upstream, *self.arguments))
        if code.tape:
            code.tape.inputs((upstream, *arguments))
        if self.leg == "by hand":
            result = code.ask(f"{self.name}_backward", [upstream, *arguments], self.keywords)
        else:
            code.applied = None
            result = code.ask(self.name, arguments, self.keywords)
            if numpy.shape(result) != self.upstream.shape:
                raise ValueError("a result of another shape")
        if self.leg == "autograd":
            if code.applied is None or not same_numbers(code.applied.result, result):
                raise ValueError("not through an autograd.Function")
            if not all(map(same_numbers, code.applied.arguments, arguments)):
                raise ValueError("not of the inputs: there is more to the derivative")
            result = code.applied.backward(upstream)
        results = result if isinstance(result, tuple) else (result,)
        return [results[w.position] for w in self.wanted]

    def numbers(self, code: Expressions, rounded: bool = False) -> list[Array]:
        """The results as arrays of entries.

        Raises:
            Exception: of any kind, if the code cannot be redone or gives results of other sizes.
        """
        return [entries(r, len(w.got)) for r, w in zip(self.results(code, rounded), self.wanted, strict=True)]

    def exact(self, code: Expressions, numbers: Sequence[Array]) -> bool:
        """Whether results in float64 are off by no more than roundings; in coarser formats that is
        not asked.
        """
        if self.dtype != FLOAT64:
            return True
        coarse = replace(self, dtype=FLOAT32).numbers(code, rounded=True)
        return not any(w.off_by_more(n, c, self.size) for w, n, c in zip(self.wanted, numbers, coarse, strict=True))

    def usable(self, code: Expressions) -> bool:
        """Whether the results are numbers, and right to a few digits, if they are computed in
        float32 like those of a check in float32.
        """
        if self.dtype != FLOAT32:
            return True
        try:
            numbers = zip(self.numbers(code, rounded=True), self.wanted, strict=True)
            return all(w.usable(n, self.size) for n, w in numbers)
        except Exception:  # a change can make nonsense of any kind
            return False


class Redoable(Protocol):
    """Something that a submission was asked, to be redone; `asked` is the name of the function
    whose value it was.
    """

    @property
    def asked(self) -> str: ...

    @property
    def wanted(self) -> Sequence[Wanted]: ...

    @property
    def size(self) -> float: ...

    def results(self, code: Expressions) -> list[Any]: ...

    def numbers(self, code: Expressions) -> list[Array]: ...

    def exact(self, code: Expressions, numbers: Sequence[Array]) -> bool: ...

    def usable(self, code: Expressions) -> bool: ...


def right(trial: Redoable, code: Expressions) -> bool:
    """Whether all results are right."""
    code.done += COMPARED * len(trial.wanted)
    try:
        numbers = trial.numbers(code)
        right = all(w.right(n, trial.size) for w, n in zip(trial.wanted, numbers, strict=True))
        return right and trial.exact(code, numbers)
    except Exception:  # a change can make nonsense of any kind
        return False


def right_where_finite(trial: Redoable, code: Expressions) -> bool:
    """Whether all results are right, and no numbers only where what was got is none."""
    try:
        return all(w.right_where_finite(n, trial.size) for w, n in zip(trial.wanted, trial.numbers(code), strict=True))
    except Exception:
        return False


def same(trial: Redoable, code: Expressions) -> bool:
    """Whether the code, redone, gives what the submission gave."""
    try:
        return all(w.same(n, trial.size) for w, n in zip(trial.wanted, trial.numbers(code), strict=True))
    except Exception:
        return False


def same_numbers(left: Any, right: Any) -> bool:
    """Whether two results are the same, nan where the other is nan."""
    return numpy.array_equal(left, right, equal_nan=True)


def entries(result: Any, count: int) -> Array:
    """The entries of a result in row-major order.

    Raises:
        ValueError: if it has another number of them, or complex ones.
    """
    numbers = numpy.asarray(result)
    if numpy.iscomplexobj(numbers) or numbers.size != count:
        raise ValueError("not such a result")
    return numpy.asarray(numbers, float).ravel()
