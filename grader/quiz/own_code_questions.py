"""Questions about a submission of one's own that has passed: what it gives, what a changed line would give, where that
would show, and what its calls of where are for.

The truth comes from running the code, which a `CodeRunner` does; wrong answers come from running it with changes.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Literal, Protocol

from ..domains import Positive, Probabilities, Reals
from ..exercise import Exercise
from ..reference.fingerprint import fingerprint
from .asked_records import AskedChoice, AskedNumber, ChoiceOption, WrongNumber
from .checks import sound
from .code_changes import CodeChange, code_changes
from .exact_values import APART, DIGITS, TOLERANCE
from .parts import Part, Parts, Snippet, Words
from .question import QuestionOrigin, QuizQuestion
from .question_kind import DrawnQuestion

KIND = "own_code"
POOL = (-3.0, -2.0, -1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, -4.0)
POSITIVE = (0.5, 1.0, 2.0, 3.0, 4.0)
SHARES = (0.25, 0.5, 0.75)
FAR = (-1000.0, -100.0, 100.0, 1000.0)  # where exponentials overflow
MOST_CHANGES, MOST_WHERES = 12, 4  # that are run
MOST_INPUTS, SILENT = 40, 3
MOST_WRONG = 5
TWICE = 2  # that each sort of question is drawn, of the value and of the gradient
MOST = 100  # questions of one seed, so that no two have one name
HOW = f"Do not run it. Give a fraction, or {DIGITS} decimals."
Numbers = Mapping[str, float]
Direction = Literal["value", "gradient"]


class CodeRunner(Protocol):
    """Runs submissions, shut off as they are when they are judged."""

    def results(self, source: str, direction: Direction, inputs: Sequence[Numbers]) -> Sequence[float | None]:
        """What a file's function gives for single numbers in float64: its value, or the gradient by the first input
        that its own backward gives for an upstream gradient of 1. It is None where that raises; a loss is added up.
        """


@dataclass(frozen=True)
class _Change:
    """A change with the results at all inputs, as it was and is."""

    change: CodeChange
    before: Sequence[float | None]
    after: Sequence[float | None]


def asks_about_code(exercise: Exercise) -> bool:
    """Whether there are questions about submissions of an exercise: functions of single numbers."""
    plain = all(isinstance(i.domain, Reals | Positive | Probabilities) for i in exercise.inputs)
    return exercise.scalar and exercise.family.called and not exercise.behaviour and plain


def own_code_questions(exercise: Exercise, source: str, runner: CodeRunner, seed: int) -> list[QuizQuestion]:
    """Questions about a submission that has passed, the same for the same code and seed, of different sorts first.

    Raises:
        SyntaxError: if the code is no Python.
    """
    if not asks_about_code(exercise):
        return []
    random = Random(f"{KIND} {exercise.slug} {seed} {source}")
    formula = fingerprint(exercise)
    found: list[QuizQuestion] = []
    for drawn in _drawn(exercise, source, runner, random):
        origin = QuestionOrigin(KIND, exercise.slug, seed * MOST + len(found), exercise.origin, formula)
        question = QuizQuestion(origin, drawn.prompt, drawn.asked, drawn.hints, drawn.explanation)
        if sound(question) and question.prompt not in {q.prompt for q in found}:
            found.append(question)
    return found


def _drawn(exercise: Exercise, source: str, runner: CodeRunner, random: Random) -> Iterator[DrawnQuestion]:
    directions: list[Direction] = ["value"]
    if exercise.backward:
        directions.append("gradient")
    random.shuffle(directions)
    inputs = _inputs(exercise, random)
    looked_at: dict[Direction, list[_Change]] = {}
    for direction in directions:
        run = partial(runner.results, direction=direction, inputs=inputs)
        name = exercise.slug if direction == "value" else f"{exercise.slug}_backward"
        looked_at[direction] = list(_changes(name, source, run, random))
    for sort in (_value, _changed, _shows, _where) * TWICE:
        for direction, changes in looked_at.items():
            if drawn := sort(_called(exercise, direction), inputs, changes, random):
                yield drawn


def _changes(name: str, source: str, run: Callable[[str], Sequence[float | None]], random: Random) -> Iterator[_Change]:
    """Some changes of a function and of what it calls, with the results of the code with and without them."""
    listed = code_changes(source, (name,))
    wheres, plain = ([c for c in listed if c.where is where] for where in (True, False))
    before = run(source)
    for change in (*_some(wheres, MOST_WHERES, random), *_some(plain, MOST_CHANGES, random)):
        yield _Change(change, before, run(change.source))


def _some(changes: Sequence[CodeChange], most: int, random: Random) -> list[CodeChange]:
    return random.sample(changes, min(len(changes), most))


def _inputs(exercise: Exercise, random: Random) -> list[Numbers]:
    """Numbers with few digits, and some far out."""
    listed: list[Numbers] = [
        {i.name: _number(i.domain, random) for i in exercise.inputs} for _ in range(4 * MOST_INPUTS)
    ]
    if len(exercise.inputs) == 1 and isinstance(exercise.inputs[0].domain, Reals):
        listed += [{exercise.inputs[0].name: x} for x in FAR]
    return [dict(pairs) for pairs in dict.fromkeys(tuple(at.items()) for at in listed)]


def _number(domain: object, random: Random) -> float:
    if isinstance(domain, Probabilities):
        return random.choice(SHARES)
    if isinstance(domain, Reals):
        return random.choice([x for x in POOL if domain.low <= x <= domain.high] or [domain.low])
    return random.choice(POSITIVE)


def _called(exercise: Exercise, direction: Direction) -> Callable[[Numbers], str]:
    """How a call is written."""

    def written(at: Numbers) -> str:
        numbers = [f"{name}={x:g}" for name, x in at.items()]
        if direction == "value":
            return f"{exercise.slug}({', '.join(numbers)})"
        return f"{exercise.slug}_backward(grad_output=1, {', '.join(numbers)})"

    return written


def _value(
    called: Callable[[Numbers], str], inputs: Sequence[Numbers], changes: Sequence[_Change], random: Random
) -> DrawnQuestion | None:
    """What the code gives; wrong is what it gives with changes."""
    for k in random.sample(range(len(inputs)), len(inputs)):
        if not changes or (right := _easy(changes[0].before[k])) is None:
            continue
        wrong = _wrong(right, [(c.after[k], c.change) for c in changes])
        if wrong:
            prompt = (Words("What does your "), Snippet(called(inputs[k])), Words(f"return? {HOW}"))
            return DrawnQuestion(prompt, _asked(right, wrong), (), (Words(f"It returns {_shown(right)}."),))
    return None


def _wrong(right: float, results: Sequence[tuple[float | None, CodeChange]]) -> tuple[WrongNumber, ...]:
    found: list[WrongNumber] = []
    for result, change in results:
        number = _easy(result)
        if number is None or any(abs(number - x) < APART * max(1, abs(x)) for x in (right, *(w.value for w in found))):
            continue
        told = Words(f"That would be so if line {change.line} were {change.after}")
        found.append(WrongNumber(number, (told,), "own_code.other_line"))
    return tuple(found[:MOST_WRONG])


def _changed(
    called: Callable[[Numbers], str], inputs: Sequence[Numbers], changes: Sequence[_Change], random: Random
) -> DrawnQuestion | None:
    """What the code would give with another line; wrong is what it gives as it is."""
    for c in random.sample(changes, len(changes)):
        for k in random.sample(range(len(inputs)), len(inputs)):
            right, as_is = _easy(c.after[k]), _easy(c.before[k])
            if right is None or as_is is None or abs(right - as_is) < APART * max(1, abs(right)):
                continue
            wrong = (WrongNumber(as_is, (Words("That is what your code gives as it is."),), "own_code.unchanged"),)
            prompt: Parts = (
                *_told(c.change),
                Words("What would your "),
                Snippet(called(inputs[k])),
                Words(f"return? {HOW}"),
            )
            explanation = (Words(f"It would return {_shown(right)}; as it is, it returns {_shown(as_is)}."),)
            return DrawnQuestion(prompt, _asked(right, wrong), (), explanation)
    return None


def _shows(
    called: Callable[[Numbers], str], inputs: Sequence[Numbers], changes: Sequence[_Change], random: Random
) -> DrawnQuestion | None:
    """At which input a changed line would show."""
    plain = [c for c in changes if not c.change.where]
    return _which(called, inputs, random.sample(plain, len(plain)), random)


def _where(
    called: Callable[[Numbers], str], inputs: Sequence[Numbers], changes: Sequence[_Change], random: Random
) -> DrawnQuestion | None:
    """What a call of where is for: an input at which one branch alone would not do."""
    wheres = [c for c in changes if c.change.where]
    return _which(called, inputs, random.sample(wheres, len(wheres)), random)


def _which(
    called: Callable[[Numbers], str], inputs: Sequence[Numbers], changes: Sequence[_Change], random: Random
) -> DrawnQuestion | None:
    for c in changes:
        telling = [k for k in range(len(inputs)) if _differ(c.before[k], c.after[k])]
        silent = [k for k in range(len(inputs)) if _same(c.before[k], c.after[k])]
        if not telling or len(silent) < SILENT:
            continue
        chosen = [random.choice(telling), *random.sample(silent, SILENT)]
        random.shuffle(chosen)
        options = tuple(_option(called(inputs[k]), c.before[k], c.after[k]) for k in chosen)
        return DrawnQuestion(
            (*_told(c.change), Words("Which of these calls would then give another result?")), AskedChoice(options)
        )
    return None


def _option(call: str, before: float | None, after: float | None) -> ChoiceOption:
    if _differ(before, after):
        said = f"It gives {_shown(before)} now, and {_shown(after)} then."
        return ChoiceOption((Words(call),), True, (Words(said),), "")
    return ChoiceOption((Words(call),), False, (Words(f"It gives {_shown(before)}, before and after."),), "")


def _told(change: CodeChange) -> tuple[Part, ...]:
    return (
        Words(f"In line {change.line} of your code, "),
        Snippet(change.before),
        Words("is replaced by "),
        Snippet(change.after),
    )


def _asked(right: float, wrong: tuple[WrongNumber, ...]) -> AskedNumber:
    return AskedNumber(right, TOLERANCE, DIGITS, _shown(right), wrong)


def _easy(result: float | None) -> float | None:
    """A result that may be asked for."""
    return result if result is not None and math.isfinite(result) and abs(result) <= 50 else None


def _differ(a: float | None, b: float | None) -> bool:
    """Whether results differ so that nobody takes it for rounding."""
    if a is not None and b is not None and math.isfinite(a) and math.isfinite(b):
        return abs(a - b) >= APART * max(1.0, abs(a))
    return str(a) != str(b)  # of which one is no number at least


def _same(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and (a == b or abs(a - b) <= 1e-9 * (1 + abs(a)))


def _shown(result: float | None) -> str:
    if result is None:
        return "an error"
    return f"{round(result, DIGITS) + 0.0:g}" if math.isfinite(result) else str(result)
