"""Facts about wrong numbers that no formula explains: each is told where it holds, and not where it
does not.
"""

import math
import random
from collections.abc import Callable

import pytest

from grader.dtypes import FLOAT16, FLOAT32, DType
from grader.exercise import Exercise
from grader.inputs import Case, cases
from grader.judge.answers.evidence import Answer
from grader.judge.diagnosis.observe import held_everywhere, observe
from grader.reference.expected import gradient, values
from grader.report.model import CheckResult, Diagnosis, Findings

from ..conftest import bundled

CHANCE = random.Random(0)
Wrong = Callable[[float, float, Answer], float]  # of the right derivative, the input and the answer


def derivatives(slug: str, wrong: Wrong, dtype: DType = FLOAT32) -> list[Answer]:
    """Gradients by the first input that are wrong in one way, multiplied by the upstream gradient
    as they should be.
    """
    exercise = bundled().entries[slug].exercise
    wrt = exercise.inputs[0].name
    found = []
    for case in cases(exercise, dtype, 0):
        bands = list(gradient(case.call, case.upstream, wrt, dtype))
        answer = Answer(case, "by hand", bands, (), wrt)
        each = zip(bands, case.upstream, case.call.data[wrt], strict=True)
        got = [dtype.round(u * wrong(band.nearest / u, x, answer)) for band, u, x in each]
        found.append(Answer(case, "by hand", bands, got, wrt))
    return found


def results(slug: str, wrong: Wrong) -> list[Answer]:
    """Values that are wrong in one way."""
    found = []
    for case in cases(bundled().entries[slug].exercise, FLOAT32, 0):
        bands = list(values(case.call, FLOAT32))
        answer = Answer(case, "value", bands, ())
        found.append(Answer(case, "value", bands, [FLOAT32.round(wrong(b.nearest, 0.0, answer)) for b in bands]))
    return found


def by_place(slug: str, wrong: Callable[[float, int, Case], float]) -> list[Answer]:
    """Values that are wrong in some places of a call."""
    found = []
    for case in cases(bundled().entries[slug].exercise, FLOAT32, 0):
        bands = list(values(case.call, FLOAT32))
        got = [FLOAT32.round(wrong(b.nearest, n, case)) for n, b in enumerate(bands)]
        found.append(Answer(case, "value", bands, got))
    return found


def after_the_first_row(right: float, place: int, case: Case) -> float:
    return right if place in case.call.layout.samples[0].outputs else right + 0.1 * math.sin(1 + place)


def where_equal(right: float, place: int, case: Case) -> float:
    equal = [x == y for x, y in zip(case.call.data["input"], case.call.data["target"], strict=True)]
    return right + 0.3 + place if (equal[place] if case.call.layout.result else any(equal)) else right


def in_large_batches(right: float, place: int, case: Case) -> float:
    samples = len(case.call.layout.samples)
    return right if samples == 1 else right + math.sin(samples + place)


def told(answers: list[Answer]) -> list[tuple[str, str]]:
    others: list[Exercise] = [e.exercise for e in bundled().entries.values()]
    return [
        (d.id.removeprefix("observed."), d.explanation) for d in observe(answers[0].case.call.exercise, answers, others)
    ]


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


def difference(right: float, x: float, answer: Answer) -> float:
    """The derivative of sigmoid as float32 makes it out of two values."""
    h = 2.0**-10
    above, below = (FLOAT32.round(sigmoid(FLOAT32.round(x + d))) for d in (h, -h))
    return (above - below) / (2 * h)


def noisy(right: float, x: float, answer: Answer) -> float:
    return right * (1 + CHANCE.gauss(0, 0.01))


FOUND: list[tuple[str, Callable[[], list[Answer]], str]] = [
    ("constant", lambda: derivatives("gelu", lambda right, x, a: 0.3), "Every derivative is 0.3, whatever"),
    (
        "constant",
        lambda: results("gelu", lambda right, x, a: math.nan if right > 8 else 0.3),
        "a number is 0.3",
    ),
    ("zero", lambda: derivatives("gelu", lambda right, x, a: 0.0), "Every derivative is 0."),
    ("zero", lambda: results("gelu", lambda right, x, a: 1e-40), "is 0 or next to it"),
    ("not_a_number", lambda: derivatives("gelu", lambda right, x, a: math.nan), "Every derivative is nan"),
    ("not_a_number", lambda: results("gelu", lambda r, x, a: math.inf if r > 0 else math.nan), "infinite or nan"),
    ("not_numbers", lambda: derivatives("gelu", lambda right, x, a: math.nan if x > 8 else right), "infinite or nan"),
    ("of_another_exercise", lambda: derivatives("gelu", lambda r, x, a: 1 - math.tanh(x) ** 2), "is that of tanh,"),
    ("of_another_exercise", lambda: derivatives("elu", lambda r, x, a: sigmoid(x) * (1 - sigmoid(x))), "of sigmoid,"),
    ("proportional", lambda: derivatives("gelu", lambda right, x, a: -right), "times -1: a sign"),
    ("proportional", lambda: derivatives("gelu", lambda right, x, a: 1.7 * right), "times 1.7"),
    (
        "proportional",
        lambda: derivatives("gelu", lambda right, x, a: right / len(a.bands)),
        "times 1 / the number of elements",
    ),
    (
        "proportional",
        lambda: derivatives("softplus", lambda r, x, a: r / a.case.call.settings.get("beta", 1.0)),
        "times 1/beta",
    ),
    ("offset", lambda: derivatives("gelu", lambda right, x, a: right + 0.3), "plus 0.3"),
    ("one_side", lambda: derivatives("gelu", lambda right, x, a: right if x <= 0 else right + x), "for positive x"),
    ("one_side", lambda: derivatives("gelu", lambda right, x, a: right if x < 0 else right + 1 + x), "x and for 0 are"),
    ("size", lambda: derivatives("gelu", lambda right, x, a: right if abs(x) < 7 else 0.5 * x), "up to |x|"),
    ("size", lambda: derivatives("softsign", lambda right, x, a: right if abs(x) < 7 else 0.0), "There all are 0."),
    ("one_point", lambda: derivatives("gelu", lambda right, x, a: right if x else 3.0), "for x = 0 are wrong."),
    ("one_point", lambda: derivatives("relu", lambda right, x, a: right if x else 3.0), "has a kink."),
    ("later_rows", lambda: by_place("softmax", after_the_first_row), "first row is right in every call"),
    ("equal_inputs", lambda: by_place("l1_loss", where_equal), "input and target are equal"),
    ("some_calls", lambda: by_place("l1_loss", in_large_batches), "With a batch of 1, all results are right"),
    ("coarse", lambda: derivatives("gelu", lambda right, x, a: FLOAT16.round(right)), "float16"),
    ("noise", lambda: derivatives("gelu", noisy), "random numbers, fewer digits or finite differences"),
    ("noise", lambda: derivatives("sigmoid", lambda r, x, a: difference(r, x, a) if abs(x) < 4 else r), "scatter"),
    ("noise", lambda: results("gelu", noisy), "as random numbers or fewer digits would"),
]


@pytest.mark.parametrize(("fact", "answers", "words"), FOUND, ids=[f"{n}-{f[0]}" for n, f in enumerate(FOUND)])
def test_fact_is_told(fact: str, answers: Callable[[], list[Answer]], words: str) -> None:
    ((found, explanation),) = told(answers())
    assert found == fact
    assert words in explanation


# what is wrong by a formula has a pattern, however small its errors are
SILENT: list[Wrong] = [
    lambda right, x, a: right * (1 + 1e-3 * math.sin(x)),
    lambda right, x, a: right * (1 + 1e-4 * math.tanh(x)),
    lambda right, x, a: right * (2 if x > 1 else 3),
    lambda right, x, a: right,
    lambda right, x, a: right if x == 0 else 1 / (1 + x * x),  # 0 is no size
    lambda right, x, a: right * (1.7 if abs(x) < 30 else 1.9),
    lambda right, x, a: right + (0.3 if abs(x) < 30 else 0.4),
    lambda right, x, a: 2.0 if x > 0 else 0.0,  # numbers of every format
]


@pytest.mark.parametrize("wrong", SILENT)
def test_no_fact_is_told_where_none_holds(wrong: Wrong) -> None:
    assert told(derivatives("gelu", wrong)) == []


def checked(dtype: str, *facts: str, code: str = "V201") -> CheckResult:
    diagnoses = tuple(Diagnosis(f"observed.{f}", f, "", "", "observed", "") for f in facts)
    return CheckResult(
        name="values", dtype=dtype, status="failed", summary="", findings=Findings(code=code, diagnoses=diagnoses)
    )


def test_a_pattern_is_told_if_every_format_that_failed_has_it() -> None:
    def kept(*results: CheckResult) -> list[list[str]]:
        return [[d.title for d in r.findings.diagnoses] for r in held_everywhere(results)]

    one = checked("float32", "one_side")
    assert kept(one) == [["one_side"]]
    assert kept(one, checked("float64", "one_side")) == [["one_side"], ["one_side"]]
    assert kept(one, checked("float64")) == [[], []]
    assert kept(one, checked("float64", "size")) == [[], []]
    assert kept(one, checked("float64", code="S108")) == [["one_side"], []]
    assert kept(checked("float32", "not_numbers"), checked("float64")) == [["not_numbers"], []]
