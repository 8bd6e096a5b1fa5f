"""Constants of a student's code with too few digits: written so, or held in float32."""

import ast
import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType
from typing import Any

import numpy
import sympy

from ...dtypes import FLOAT64, DType
from ...errors import ExerciseError
from ...exercise import Exercise
from ...reference.formula import build
from ...report.mistake_list import numbered
from ...report.model import Diagnosis, Step
from .changes import text
from .interpreter import Interpreter
from .trial import Trial, Wanted, same

SHORT, SINGLE, OTHER = "short_constant", "single_constant", "other_constant"
WORDS = MappingProxyType(
    {
        SHORT: "Line {line}: {piece} has too few digits.",
        SINGLE: "Line {line}: {piece} is held in float32, which has too few digits.",
        OTHER: "Line {line}: {piece} is not the constant of the formula.",
    }
)
EXACT = MappingProxyType(
    {
        "math.pi": math.pi,
        "2 * math.pi": 2 * math.pi,
        "math.pi / 2": math.pi / 2,
        "1 / math.pi": 1 / math.pi,
        "2 / math.pi": 2 / math.pi,
        "math.e": math.e,
        "1 / math.e": 1 / math.e,
        "math.sqrt(2)": math.sqrt(2),
        "1 / math.sqrt(2)": 1 / math.sqrt(2),
        "math.sqrt(math.pi)": math.sqrt(math.pi),
        "1 / math.sqrt(math.pi)": 1 / math.sqrt(math.pi),
        "2 / math.sqrt(math.pi)": 2 / math.sqrt(math.pi),
        "math.sqrt(2 * math.pi)": math.sqrt(2 * math.pi),
        "1 / math.sqrt(2 * math.pi)": 1 / math.sqrt(2 * math.pi),
        "math.sqrt(2 / math.pi)": math.sqrt(2 / math.pi),
        "math.sqrt(math.pi / 2)": math.sqrt(math.pi / 2),
        "math.log(2)": math.log(2),
        "1 / math.log(2)": 1 / math.log(2),
        "1 / 3": 1 / 3,
        "2 / 3": 2 / 3,
        "1 / 6": 1 / 6,
    }
)
LEAST_DIGITS, MOST_DIGITS = 2, 14  # that tell which constant was meant, and of what has too few
WHICH = "Which one belongs there?"
MOST_WRITTEN = 12  # numbers of a code in whose place others are tried
MOST_TRIED = 6  # constants, of which each subset of one or two is tried, and all
# allowances that a redone result may be off by in float64: it is computed in another order
CLOSE = 4
HALF = 0.5  # of the allowance of a coarser format, that constants alone may use up


@dataclass(frozen=True)
class Shortened:
    """A number in the code with the constant that is meant; `written` is how to write that, "" if
    it has no name.
    """

    node: ast.Constant
    exact: float
    written: str

    @property
    def text(self) -> str:
        return repr(self.node.value)

    @property
    def digits(self) -> int:
        """How many significant digits it has."""
        return _digits(float(self.text))


def constant(exercise: Exercise, code: Interpreter, trials: Sequence[Trial]) -> Diagnosis | None:
    """The constants with too few digits that alone make results wrong: with the exact ones all are
    right, to the error bound and not a bit more; and as the code stands, redone, it gives what was
    got, which is not right. All of them are named that these results depend on.
    """
    found = shortened(exercise, code.tree)
    if found and fit(code, trials, (), "got") and not fit(code, trials, (), "right"):
        for chosen in _chosen(used(exercise, code, trials)):
            if fit(code, trials, _exactly(chosen), "right"):
                return _diagnosis(exercise, SHORT, [(s.node, s.text, _advice(s)) for s in chosen], trials)
    single = [change for change in _singles(code) if _moves(code, trials, change)]
    if single and fit(code, trials, (), "right") and fit(code, trials, single, "got"):
        advice = "A plain Python number has all digits of float64."
        return _diagnosis(exercise, SINGLE, [(node, text(node), advice) for node, _ in single], trials)
    return None


def other_constant(exercise: Exercise, code: Interpreter, trials: Sequence[Trial]) -> Diagnosis | None:
    """The number of the code in whose place a constant of the formula, or a usual one, makes all
    results right, to the error bound; as the code stands, redone, it gives what was got, which is
    not right.
    """
    written = list(_written(code))
    if not written or not all(same(t, code) for t in trials) or fit(code, trials, (), "right"):
        return None
    known = {x for x in (*_own(exercise), *EXACT.values()) if not float(x).is_integer()}
    for node, value in written:
        for exact in known - {value}:
            change = node, ast.Constant(math.copysign(exact, value))
            if fit(code, trials, [change], "right"):
                return _diagnosis(exercise, OTHER, [(node, text(node), WHICH)], trials)
    return None


def shortened(exercise: Exercise, tree: ast.AST) -> list[Shortened]:
    """The numbers of the code that agree with an exact constant as far as they go, and are not
    it.
    """
    known = EXACT | {repr(x): x for x in _own(exercise)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in known.values():
            meant = [(abs(exact - node.value), name) for name, exact in known.items() if _meant(node.value, exact)]
            if meant:
                name = min(meant)[1]
                found.append(Shortened(node, known[name], name if name in EXACT else ""))
    return found


def used(exercise: Exercise, code: Interpreter, trials: Sequence[Trial]) -> list[Shortened]:
    """Those of them that results depend on."""
    return [s for s in shortened(exercise, code.tree) if _moves(code, trials, *_exactly([s]))]


def _own(exercise: Exercise) -> set[float]:
    """The numbers in an author's formula, and those that it takes from its file."""
    code, around = exercise.function.__code__, exercise.function.__globals__
    written = {x for x in (*code.co_consts, *map(around.get, code.co_names)) if isinstance(x, float)}
    if not exercise.family.per_entry:
        return written
    try:
        outputs = build(exercise, {}, {}).outputs
    except ExerciseError:  # which is reported elsewhere
        return written
    return written.union(*({float(x) for x in o.atoms(sympy.Float, sympy.Rational)} for o in outputs))


def _moves(code: Interpreter, trials: Sequence[Trial], change: tuple[ast.expr, ast.expr]) -> bool:
    """Whether results depend on what is changed, to more than a rounding in the format of the
    check.
    """
    for trial in trials:
        try:
            before = trial.numbers(code)
            with code.replaced(*change):
                after = trial.numbers(code)
        except Exception:  # it cannot be redone
            return False
        with numpy.errstate(invalid="ignore"):
            if any(numpy.any(abs(a - b) > trial.dtype.unit * abs(b)) for b, a in zip(before, after, strict=True)):
                return True
    return False


def _chosen(found: Sequence[Shortened]) -> Iterator[list[Shortened]]:
    """Which numbers may be wrong, each wherever it stands: all, or one or two if others are meant
    as they are.
    """
    texts = list(dict.fromkeys(s.text for s in found))[:MOST_TRIED]
    for several in (texts, *combinations(texts, 1), *combinations(texts, 2)):
        if chosen := [s for s in found if s.text in several]:
            yield chosen


def _meant(written: float, exact: float) -> bool:
    """Whether a number is an exact one, which has more digits, cut or rounded to its own."""
    number = Decimal(repr(written)).normalize()
    last = number.as_tuple().exponent
    if not LEAST_DIGITS <= _digits(written) <= MOST_DIGITS or _digits(exact) <= _digits(written):
        return False
    return isinstance(last, int) and abs(Decimal(written) - Decimal(exact)) < Decimal(1).scaleb(last)


def _digits(number: float) -> int:
    """How many significant digits it takes to write a number."""
    return len(Decimal(repr(number)).normalize().as_tuple().digits)


def _exactly(found: Iterable[Shortened]) -> list[tuple[ast.expr, ast.expr]]:
    """The changes that put exact constants in their places."""
    return [(s.node, ast.Constant(s.exact)) for s in found]


def _advice(found: Shortened) -> str:
    return f"Write {found.written}." if found.written else "Write all of its digits."


def _written(code: Interpreter) -> Iterator[tuple[ast.expr, float]]:
    """The numbers of the code with a fraction, whole expressions without names before their
    parts.
    """
    found = []
    compared = {part for n in ast.walk(code.tree) if isinstance(n, ast.Compare) for part in ast.walk(n)}
    for node in ast.walk(code.tree):
        if node in compared:
            continue  # with another number there a branch is taken always or never
        if isinstance(node, ast.BinOp | ast.Call) or (isinstance(node, ast.Constant) and isinstance(node.value, float)):
            value = _value(code, node)
            if value is not None and value.shape == () and not float(value).is_integer():
                found.append((node, float(value)))
    yield from found[:MOST_WRITTEN]


def _singles(code: Interpreter) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Constants that a tensor holds in float32, each with the array that it then is."""
    for node in ast.walk(code.tree):
        match node:
            case ast.Call(ast.Attribute(ast.Name("torch"), "tensor" | "as_tensor"), [given], named):
                other = any(k.arg == "dtype" and text(k.value) != "float32" for k in named)
                value = _value(code, given)
                if not other and value is not None and numpy.any(value.astype(numpy.float32) != value):
                    yield node, ast.Constant(value.astype(numpy.float32))


def _value(code: Interpreter, given: ast.expr) -> Any:
    """What an expression without local names gives, as an array; None if it is no number."""
    try:
        return numpy.asarray(code.run(given, {}), float)
    except Exception:  # it is not made of constants
        return None


def fit(code: Interpreter, trials: Sequence[Trial], changes: Sequence[tuple[ast.expr, ast.expr]], to: str) -> bool:
    """Whether the code with these changes gives all that is right, or all that was got, to the
    error bound.
    """
    with ExitStack() as stack:
        for old, new in changes:
            stack.enter_context(code.replaced(old, new))
        try:
            return all(
                _near(w, numbers, to, t.dtype)
                for t in trials
                for w, numbers in zip(t.wanted, t.numbers(code), strict=True)
            )
        except Exception:  # it cannot be redone
            return False


def _near(wanted: Wanted, numbers: Any, to: str, dtype: DType) -> bool:
    """Whether redone numbers are right, or what was got. The other half of what is allowed is for
    the roundings of a coarser format, which what is redone does not have.
    """
    low, high = (wanted.low, wanted.high) if to == "right" else (wanted.got, wanted.got)
    lenience = HALF if to == "right" and dtype != FLOAT64 else CLOSE
    with numpy.errstate(invalid="ignore"):
        off = numpy.maximum(low - numbers, numbers - high)
        return bool(numpy.all((off <= lenience * wanted.allowed) | ~numpy.isfinite(low)))


def _diagnosis(
    exercise: Exercise, kind: str, found: Sequence[tuple[ast.expr, str, str]], trials: Sequence[Trial]
) -> Diagnosis:
    places = sorted({(node.lineno, said, advice) for node, said, advice in found})
    words = [f"{WORDS[kind].format(line=line, piece=said)} {advice}" for line, said, advice in places]
    steps = tuple(Step(f"line {line}", "", said, "") for line, said, _ in places)
    numbers = sum(len(w.got) for t in trials for w in t.wanted)
    put = "with the right constant" if kind == OTHER else "with exact constants"
    evidence = f"{put} all {numbers} results are right, redone in float64"
    return Diagnosis(f"{exercise.slug}.{kind}", kind.replace("_", " "), numbered(words), "", "named", evidence, steps)
