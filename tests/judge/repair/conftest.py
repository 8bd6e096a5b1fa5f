"""Answers as a worker would give them, redone from the text of a submission."""

from collections.abc import Callable, Sequence

import pytest

from grader.dtypes import FLOAT32
from grader.inputs import cases
from grader.judge.answers.evidence import Answer
from grader.judge.answers.small_call import Leg
from grader.judge.repair.interpreter import Interpreter
from grader.judge.repair.trial import Trial
from grader.reference.expected import gradient, values

from ...conftest import bundled

Answering = Callable[[str, str, Leg], list[Answer]]


def _answers(slug: str, source: str, leg: Leg) -> list[Answer]:
    exercise, code = bundled().entries[slug].exercise, Interpreter(source)
    found = []
    for case in cases(exercise, FLOAT32, 0):
        names = [""] if leg == "value" else [i.name for i in exercise.differentiable]
        bands: Sequence[list] = [  # type: ignore[type-arg]
            list(gradient(case.call, case.upstream, n, FLOAT32) if n else values(case.call, FLOAT32)) for n in names
        ]
        asked = [Answer(case, leg, b, [0.0] * len(b), n) for b, n in zip(bands, names, strict=True)]
        got = Trial.of(case, leg, asked).numbers(code)
        found += [
            Answer(case, leg, b, [FLOAT32.round(float(x)) for x in g], n)
            for b, g, n in zip(bands, got, names, strict=True)
        ]
    return found


@pytest.fixture
def answers() -> Answering:
    """What the functions of a file give for the cases of an exercise in one leg."""
    return _answers
