"""The sorts of questions about one's own code, each drawn from what the code gives as it is and
with changes.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from ..cell_marks import said
from ..reference.enclose import Band
from .asked_records import AskedChoice, AskedNumber, ChoiceOption, WrongNumber
from .code_changes import CodeChange
from .exact_values import APART, DIGITS, LARGEST_DENOMINATOR, TOLERANCE
from .own_calls import OwnSteps, PastedCode
from .parts import Part, Snippet, Words
from .question_kind import DrawnQuestion

Gives = Sequence[Sequence[float] | None]  # for each call its numbers; None where it fails
HOW = f"Do not run it. Give a fraction, or {DIGITS} decimals."
LARGEST = 50  # number that is asked for
# of a number: how far results in float32 may differ that are the same except for roundings
ROUNDED = 2e-7
SILENT = 3  # calls that show nothing, beside one that does
MOST_WRONG = 5


@dataclass(frozen=True)
class Looked:
    """Calls of one function, or runs of an optimizer, with what they give before and after each
    change.
    """

    codes: Sequence[PastedCode]
    before: Gives
    changes: Sequence[tuple[CodeChange, Gives]]


Sort = Callable[[Looked, Random], Iterator[DrawnQuestion]]


def value(looked: Looked, random: Random) -> Iterator[DrawnQuestion]:
    """What the code gives; wrong is what it gives with changes."""
    for k, place, right in _numbers(looked, random):
        results = [(change, _number(after[k], place)) for change, after in looked.changes]
        if wrong := _wrong(right, results):
            prompt = _asked_of(looked.codes[k], place, "does", "")
            yield DrawnQuestion(prompt, _asked(right, wrong), (), (Words(f"It gives {_shown(right)}."),))


def changed_value(looked: Looked, random: Random) -> Iterator[DrawnQuestion]:
    """What the code would give with another line; wrong is what it gives as it is."""
    numbers = [*_numbers(looked, random)]
    for change, after in random.sample(looked.changes, len(looked.changes)):
        for k, place, as_is in numbers:
            right = _number(after[k], place)
            if right is None or not _apart(right, as_is):
                continue
            wrong = (WrongNumber(as_is, (Words("That is what your code gives as it is."),), "own_code.unchanged"),)
            prompt = (*_told(change), *_asked_of(looked.codes[k], place, "would", " then"))
            explanation = (Words(f"It would give {_shown(right)}; as it is, it gives {_shown(as_is)}."),)
            yield DrawnQuestion(prompt, _asked(right, wrong), (), explanation)


def telling_call(looked: Looked, random: Random) -> Iterator[DrawnQuestion]:
    """At which call a changed line would show."""
    return _which(looked, [c for c in looked.changes if not c[0].where], random)


def why_where(looked: Looked, random: Random) -> Iterator[DrawnQuestion]:
    """What a call of where is for: an input at which one branch alone would not do."""
    return _which(looked, [c for c in looked.changes if c[0].where], random)


def step_that_shows(looked: Looked, random: Random) -> Iterator[DrawnQuestion]:
    """After which step a changed line shows; preferably not after the first."""
    found = [
        (first, change, code)
        for change, after in looked.changes
        for k, code in enumerate(looked.codes)
        if isinstance(code, OwnSteps) and (first := _first_step(looked.before[k], after[k])) is not None
    ]
    random.shuffle(found)
    for first, change, code in sorted(found, key=lambda one: one[0] == 0):
        prompt = (*_told(change), Words("These lines are run:"), Snippet(code.text))
        asked = Words(
            "After which step does the parameter differ for the first time from where your own code takes it?"
        )
        options = [
            ChoiceOption((Words(f"after step {n + 1}"),), n == first, (Words(_said_of_step(n, first)),))
            for n in range(code.places)
        ]
        never = ChoiceOption((Words("after none of them"),), False, (Words(_said_of_step(code.places, first)),))
        yield DrawnQuestion((*prompt, asked), AskedChoice((*options, never)))


def _said_of_step(step: int, first: int) -> str:
    if step < first:
        return "It is still the same after this step."
    return "Before it, it is the same." if step == first else f"It differs after step {first + 1} already."


def _first_step(before: Sequence[float] | None, after: Sequence[float] | None) -> int | None:
    """The first step after which numbers differ; None if they never do, or differ before so that it
    is in doubt.
    """
    for step, (a, b) in enumerate(zip(before or (), after or (), strict=False)):
        if _differ(a, b):
            return step
        if not _same(a, b):
            return None
    return None


def _numbers(looked: Looked, random: Random) -> Iterator[tuple[int, int, float]]:
    """The numbers that may be asked for, with their call and place, in any order but short
    fractions first: those that the formula of the exercise gives as well, and that are not at a
    kink.
    """
    every = [(k, place) for k, code in enumerate(looked.codes) for place in range(code.places)]
    random.shuffle(every)
    found = [(k, place, x) for k, place in every if (x := _number(looked.before[k], place)) is not None]
    for k, place, x in sorted(found, key=lambda one: not _is_short(one[2])):
        if _confirmed(looked.codes[k].right(place), x):
            yield k, place, x


def _confirmed(band: Band | None, x: float) -> bool:
    """Whether a number is what is right, and nothing else is."""
    if band is None or not band.error(x) <= band.allowed:
        return False
    return _same(float(band.low.mid()), float(band.high.mid()))


def _number(gives: Sequence[float] | None, place: int) -> float | None:
    """A number that may be asked for; None if it is none."""
    x = math.nan if gives is None else gives[place]
    return x + 0.0 if math.isfinite(x) and abs(x) <= LARGEST else None  # which makes 0.0 of -0.0


def _is_short(x: float) -> bool:
    """Whether it is a fraction, and not 0."""
    return x != 0 and any(_same(n * x, round(n * x)) for n in range(1, LARGEST_DENOMINATOR // 2))


def _asked_of(code: PastedCode, place: int, verb: str, then: str) -> tuple[Part, ...]:
    """A question for a number."""
    text = code.text_of(place)
    if "\n" in text:
        return (Words(f"What {verb} the last of these lines give{then}?"), Snippet(text), Words(HOW))
    return (Words(f"What {verb} your"), Snippet(text), Words(f"give{then}? {HOW}"))


def _wrong(right: float, results: Sequence[tuple[CodeChange, float | None]]) -> tuple[WrongNumber, ...]:
    found: list[WrongNumber] = []
    for change, x in results:
        if x is not None and all(_apart(x, y) for y in (right, *(w.value for w in found))):
            told = Words(f"That would be so if {said(change.source, change.line)} were {change.after}")
            found.append(WrongNumber(x, (told,), "own_code.other_line"))
    return tuple(found[:MOST_WRONG])


def _which(looked: Looked, changes: Sequence[tuple[CodeChange, Gives]], random: Random) -> Iterator[DrawnQuestion]:
    if isinstance(looked.codes[0], OwnSteps):
        return
    for change, after in random.sample(changes, len(changes)):
        pairs = [*zip(looked.before, after, strict=True)]
        telling = [k for k, (a, b) in enumerate(pairs) if _any_differs(a, b)]
        silent = [k for k, (a, b) in enumerate(pairs) if _all_same(a, b) and not looked.codes[k].far]
        if telling and len(silent) >= SILENT:
            chosen = [random.choice(telling), *random.sample(silent, SILENT)]
            random.shuffle(chosen)
            options = tuple(_option(looked.codes[k], *pairs[k]) for k in chosen)
            asked = Words("Which of these calls would then give another result?")
            yield DrawnQuestion((*_told(change), asked), AskedChoice(options))


def _option(code: PastedCode, before: Sequence[float] | None, after: Sequence[float] | None) -> ChoiceOption:
    if _any_differs(before, after):
        told = f"It gives {_listed(before)} now, and {_listed(after)} then."
        return ChoiceOption((Words(code.text),), True, (Words(told),))
    return ChoiceOption((Words(code.text),), False, (Words(f"It gives {_listed(before)}, before and after."),))


def _told(change: CodeChange) -> tuple[Part, ...]:
    return (
        Words(f"In {said(change.source, change.line)} of your code,"),
        Snippet(change.before),
        Words("is replaced by"),
        Snippet(change.after),
    )


def _asked(right: float, wrong: tuple[WrongNumber, ...]) -> AskedNumber:
    return AskedNumber(right, TOLERANCE, DIGITS, _shown(right), wrong)


def _apart(x: float, y: float) -> bool:
    return abs(x - y) >= APART * max(1.0, abs(x), abs(y))


def _differ(a: float, b: float) -> bool:
    """Whether results differ so that nobody takes it for rounding."""
    if math.isfinite(a) and math.isfinite(b):
        return _apart(a, b)
    return str(a) != str(b)  # of which one is no number at least


def _same(a: float, b: float) -> bool:
    return a == b or abs(a - b) <= ROUNDED * abs(a)


def _any_differs(before: Sequence[float] | None, after: Sequence[float] | None) -> bool:
    """Whether two results differ; one that is none, since the code fails, does not count."""
    return before is not None and after is not None and any(map(_differ, before, after))


def _all_same(before: Sequence[float] | None, after: Sequence[float] | None) -> bool:
    return before is not None and after is not None and all(map(_same, before, after))


def _listed(results: Sequence[float] | None) -> str:
    return ", ".join(map(_shown, results or ()))


def _shown(result: float) -> str:
    return f"{round(result, DIGITS) + 0.0:g}" if math.isfinite(result) else str(result)
