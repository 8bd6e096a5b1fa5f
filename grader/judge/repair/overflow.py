"""Finds where the submission's own computation gives no numbers: its code runs again with the
rounding of a format.
"""

import ast
from collections.abc import Sequence

import numpy

from ...reference.numeric import Array
from ..answers.clues import Clues
from ..answers.evidence import Answer
from .array_functions import Unsupported
from .interpreter import Interpreter
from .trial import Trial, entries

LONGEST_CODE = 30_000  # characters
LONGEST_PIECE = 60  # characters of an expression that is shown


def read(clues: Clues) -> Interpreter | None:
    """The submission's code, read once; None if it is too long or no Python."""
    if clues.code is None and len(clues.source) <= LONGEST_CODE:
        try:
            clues.code = Interpreter(clues.source)
        except Unsupported:
            clues.source = ""
    code: Interpreter | None = clues.code
    return code


def lost(answer: Answer, clues: Clues) -> frozenset[int]:
    """The results of an answer that are infinite or nan because the code, redone, gives no numbers
    there; none if it gives anything else than what was got.

    The way back through autograd is not redone, unless it is the student's. There it is enough that
    the value is none.
    """
    code = read(clues)
    trial = Trial.of(answer.case, answer.leg, [answer])
    if not code:
        return frozenset()
    none = {n for n, x in enumerate(answer.got) if not numpy.isfinite(x)}
    try:
        (numbers,) = trial.numbers(code, rounded=True)
    except Exception:  # it cannot be redone
        return frozenset(none & _without_value(answer, code)) if answer.leg == "autograd" else frozenset()
    same = trial.wanted[0].same(numbers, trial.size) and none == _not_finite(numbers)
    return frozenset(none if same else ())


def reproduced(answers: Sequence[Answer], clues: Clues) -> bool:
    """Whether the code, redone, gives no numbers wherever none were got."""
    missing = [a for a in answers if not numpy.all(numpy.isfinite(a.got))]
    return all(lost(a, clues) >= {n for n, x in enumerate(a.got) if not numpy.isfinite(x)} for a in missing)


def origin(answer: Answer, entry: int, clues: Clues) -> str:
    """The expression that gives the first infinite number or nan on the way to a result: what,
    where and which; nothing if it is not known.
    """
    code = read(clues)
    try:
        return _origin(answer, entry, code) if code else ""
    except Exception:  # of any kind, where something cannot be redone
        return ""


def _origin(answer: Answer, entry: int, code: Interpreter) -> str:
    trial = Trial.of(answer.case, answer.leg, [answer])
    with code.recorded() as tape:
        (result,) = trial.results(code, rounded=True)
    number = tape.number(result)
    if number is None:
        return ""
    first = tape.origin(number, entry)
    value = tape.values[first]
    node = next((node for node, found in tape.instances.items() if any(i.number == first for i in found)), None)
    piece = ast.unparse(node) if node else ""
    if not node or len(piece) > LONGEST_PIECE:
        return ""
    number_there = numpy.ravel(value)[entry if numpy.size(value) == len(answer.got) else 0]
    kind = f"{number_there:g}" if not numpy.isfinite(number_there) else "no number"
    return f"{piece} in line {node.lineno} is {kind}"


def _without_value(answer: Answer, code: Interpreter) -> set[int]:
    """Entries of an input that a value depends on which is no number, when the code is redone."""
    count = len(answer.case.upstream)
    trial = Trial.of(answer.case, "value", [Answer(answer.case, "value", [], [0.0] * count)])
    try:
        (result,) = trial.results(code, rounded=True)
        none = _not_finite(entries(result, count))
    except Exception:
        return set()
    samples = (s for s in answer.case.call.layout.samples if none.intersection(s.outputs))
    return {n for s in samples for name, n in s.inputs if name == answer.wrt}


def _not_finite(numbers: Array) -> set[int]:
    return set(numpy.flatnonzero(~numpy.isfinite(numbers)).tolist())
