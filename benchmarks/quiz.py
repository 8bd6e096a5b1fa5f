"""Questions of the quiz in large numbers: `python benchmarks/quiz.py [SEEDS] [KIND...]`.

For each kind so many questions about all exercises in turn. Their keys and wrong answers are worked
out again from the text of the question alone, by mpmath and torch. Prints how many exercises have
questions of a kind, what is wrong with them, and the time for 1,000 questions.
"""

import re
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from random import Random
from typing import Any

import mpmath
from quiz_truth import Truth, Values, close, optimizer_end, settings_said, slope, steps_taken, value, what_is_printed

from grader.plugins import load
from grader.quiz.asked_records import (
    AskedChoice,
    AskedFormula,
    AskedMatch,
    AskedNumber,
    AskedOrder,
    ChoiceOption,
)
from grader.quiz.parts import FormulaLines, Part, Parts, Picture, Snippet, TypesetFormula, Words, plain_text
from grader.quiz.question import QuizQuestion
from grader.quiz.question_kinds import question_kinds

STEP_SETTINGS = {"lr": 0.5, "betas": (0.75, 0.5), "eps": 0.125, "weight_decay": 0.25, "alpha": 0.75, "rho": 0.75}
STEP_GRADIENTS = (3.0, -1.0, 2.0)
POINTS = 40
FAR = 5e-3  # how far apart right and wrong are at least, of 1 or of the number
Faults = list[str]


def formulas(parts: Parts) -> list[str]:
    return [one.plain for part in parts for one in _within(part)]


def _within(part: Part) -> tuple[TypesetFormula, ...]:
    match part:
        case TypesetFormula():
            return (part,)
        case FormulaLines(formulas):
            return formulas
    return ()


def after(parts: Parts, words: str) -> list[str]:
    """The formulas that come after some words."""
    place = next(k for k, part in enumerate(parts) if isinstance(part, Words) and words in part.text)
    return formulas(parts[place + 1 :])


def point(assignments: list[str]) -> Values:
    return {name: value(number, {}) for name, _, number in (a.partition(" = ") for a in assignments)}


def letters(truth: Truth) -> dict[str, float]:
    """Other numbers for the hyperparameters than the defaults, with which a letter is no number by
    chance.
    """
    return {k: round(0.75 * v, 6) for k, v in truth.exercise.hyperparameters.items() if isinstance(v, float)}


def numeric(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    assert isinstance(asked, AskedNumber)
    target, *rest = after(question.prompt, "What is ")
    settings = settings_said(plain_text(question.prompt), truth.exercise)
    right = truth.of(target, settings)(point(rest))
    return [] if close(right, mpmath.mpf(asked.value)) else [f"key {asked.value}, but {right}"]


def update(question: QuizQuestion, truth: Truth) -> Faults:
    asked, text = question.asked, plain_text(question.prompt)
    assert isinstance(asked, AskedNumber)
    name = re.search(r"torch\.optim\.(\w+)", text)
    if not name:
        return []
    start, *gradients = (float(value(f, {})) for f in formulas(question.prompt))
    end = optimizer_end(name[1], start, gradients, settings_said(text, truth.exercise))
    return [] if abs(end - asked.value) < 1e-5 else [f"key {asked.value}, but torch {end}"]


def _compared(question: QuizQuestion, truth: Truth, shown: list[str], right: int) -> Faults:
    """Whether one of some formulas is what is asked for, and the others are not, nor equal to each
    other.
    """
    target = after(question.prompt, "Which formula is ")[0]
    known = letters(truth)
    of = truth.of(target, known)
    differ = [[0] * len(shown) for _ in shown]
    agreed = 0
    for at in truth.entries(POINTS, {}, Random(question.id)):
        wanted = of(at)
        if wanted is None:
            continue
        names = {f"{y}_{k}": v for k, v in enumerate(truth.outputs(at, known)) for y in ("y", "out")}
        values = [value(text, {**names, **at, **known}) for text in shown]
        if not close(values[right], wanted, 1e-6):
            return [f"{shown[right]} is {values[right]} at {at}, but {wanted}"]
        agreed += 1
        for i, a in enumerate(values):
            for j, b in enumerate(values[:i]):
                differ[i][j] += a is None or b is None or bool(abs(a - b) > FAR * (1 + abs(b)))
    if not agreed:
        return [] if truth.detaches else ["nothing could be compared"]
    pairs = ((i, j) for i in range(len(shown)) for j in range(i) if not differ[i][j])
    return [
        f"alike: {shown[i]} and {shown[j]}"
        for i, j in pairs
        if "with the hyperparameter" not in plain_text(question.prompt)
    ]


def choice(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    assert isinstance(asked, AskedChoice)
    shown = [plain_text(option.parts) for option in asked.options]
    return _compared(question, truth, shown, asked.key[0])


def formula(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    assert isinstance(asked, AskedFormula)
    target = after(question.prompt, "Type ")[0]
    known = letters(truth)
    of = truth.of(target, known)
    for at in truth.entries(POINTS, {}, Random(question.id)):
        wanted, got = of(at), value(asked.key.plain, {**at, **known})
        if wanted is not None and not close(got, wanted, 1e-6):
            return [f"{asked.key.plain} is {got} at {at}, but {wanted}"]
    return []


def _holds(line: str, truth: Truth, random: Random) -> bool:
    """Whether an equation d/dx A = B holds at all points at which both sides have a value."""
    match = re.match(r"d/d(\w+) ", line) or re.match(r"d(?P<name>\w+)/d(\w+) = ", line)
    assert match
    left, _, right = _split(line[match.end() :])
    for at in truth.entries(POINTS, {}, random):
        known = {**at, **letters(truth)}
        a, b = slope(partial(value, left), match[1], known), value(right, known)
        if a is not None and b is not None and not close(a, b, 1e-6):
            return False
    return True


def _split(equation: str) -> tuple[str, str, str]:
    """Both sides of an equation, at its outermost sign."""
    depth = 0
    for k, character in enumerate(equation):
        depth += (character == "(") - (character == ")")
        if depth == 0 and equation.startswith(" = ", k):
            return equation[:k], " = ", equation[k + 3 :]
    raise ValueError(equation)


def wrong_step(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    assert isinstance(asked, AskedChoice)
    lines = [plain_text(option.parts) for option in asked.options]
    if "of this step of" in plain_text(question.prompt):
        return _wrong_update(question, lines, asked.key[0])
    if "should all be" in plain_text(question.prompt):
        return _written_lines(question, truth, lines, asked.key[0])
    holding = [_holds(line, truth, Random(question.id)) for line in lines]
    first = next((k for k, holds in enumerate(holding) if not holds), None)
    return [] if first == asked.key[0] else [f"first false line {first}, key {asked.key[0]} of {lines}"]


def _written_lines(question: QuizQuestion, truth: Truth, lines: list[str], key: int) -> Faults:
    """Whether the lines before the wrong one are what they should be, and no others."""
    known, seen = letters(truth), [False] * len(lines)
    of = truth.of(after(question.prompt, "should all be ")[0], known)
    for at in truth.entries(POINTS, {}, Random(question.id)):
        wanted, here = of(at), truth.outputs(at, known)[0]
        if wanted is not None:
            names = {**at, **known, truth.exercise.slug: lambda *_, here=here: here}
            seen = [old or not close(value(text, names), wanted, 1e-6) for old, text in zip(seen, lines, strict=True)]
    return [] if seen == [place >= key for place in range(len(lines))] else [f"{lines}: {seen}, key {key}"]


def _wrong_update(question: QuizQuestion, lines: list[str], key: int) -> Faults:
    """Whether torch's optimizer goes where the lines go once the wrong one is mended, and not
    before.
    """
    text = plain_text(question.prompt)
    name = re.search(r"torch\.optim\.(\w+)", text)
    if not name:
        return []
    flags = dict.fromkeys(re.findall(r"(\w+) = True", text), True)
    mended = [*lines[:key], formulas(question.explanation)[0], *lines[key + 1 :]]
    settings = {k: STEP_SETTINGS[k] for k in question_settings(question.about) if k in STEP_SETTINGS} | flags
    end = optimizer_end(name[1], 2.0, list(STEP_GRADIENTS), settings)
    right, wrong = (steps_taken(each, 2.0, STEP_GRADIENTS, settings) for each in (mended, lines))
    return [] if abs(right - end) < 1e-6 < abs(wrong - end) else [f"{lines}: {wrong}, mended {right}, torch {end}"]


def question_settings(slug: str) -> Mapping[str, Any]:
    (exercise,) = (e for e in load().exercises if e.slug == slug)
    return exercise.hyperparameters


def order_steps(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    assert isinstance(asked, AskedOrder)
    lines = [plain_text(asked.items[k]) for k in asked.key]
    lengths = [len(_split(line)[0]) for line in lines]
    faults = [] if lengths == sorted(set(lengths)) else [f"not nested: {lines}"]
    return faults + [f"false: {line}" for line in lines if not _holds(line, truth, Random(question.id))]


def match(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    assert isinstance(asked, AskedMatch)
    pictures = [part for item in asked.right for part in item if isinstance(part, Picture)]
    told = [
        [(float(y), float(x)) for y, x in re.findall(r"(-?[\d.]+(?:e[-+]\d+)?) at (-?\d)", picture.alt)]
        for picture in pictures
    ]
    (name,) = truth.names.values()
    faults = []
    for item, key in zip(asked.left, asked.key, strict=True):
        text = plain_text(item)
        fits = [all(close(value(text, {name: mpmath.mpf(x)}), y, 6e-3) for y, x in values) for values in told]
        if [k for k, fit in enumerate(fits) if fit] != [key]:
            faults.append(f"{text} fits {fits}, key {key}")
    return faults


def telling_input(question: QuizQuestion, truth: Truth) -> Faults:
    asked, text = question.asked, plain_text(question.prompt)
    assert isinstance(asked, AskedChoice)
    wrong, target = after(question.prompt, "Somebody takes ")[:2]
    settings = settings_said(text.partition("Somebody takes")[2], truth.exercise)
    of = truth.of(target, settings)
    faults = []
    for option in asked.options:
        at = point(formulas(option.parts))
        names = {f"{y}_{k}": v for k, v in enumerate(truth.outputs(at, settings)) for y in ("y", "out")}
        a, b = of(at), value(wrong, {**names, **at, **truth.exercise.hyperparameters, **settings})
        if a is not None and close(a, b, 1e-6) == option.right:
            faults.append(f"{wrong} for {target} at {plain_text(option.parts)}: {b}, right {a}, said {option.right}")
    return faults


def claim(question: QuizQuestion, truth: Truth) -> Faults:
    """Parity, course, limits and values, as far as numbers show them."""
    asked, text = question.asked, plain_text(question.prompt)
    assert isinstance(asked, AskedChoice)
    said = asked.key == (0,)
    if not truth.exercise.has_graph:
        return []

    def f(x: float) -> Any:
        return truth.outputs({"x": mpmath.mpf(x)}, {})[0]

    xs = [k / 8 + 1 / 64 for k in range(-160, 160)]
    found: bool | None = None
    if "is odd" in text:
        found = all(close(f(-x), -f(x)) for x in xs)
    elif "is even" in text:
        found = all(close(f(-x), f(x)) for x in xs)
    elif "neither odd nor even" in text:
        found = not all(close(f(-x), -f(x)) for x in xs) and not all(close(f(-x), f(x)) for x in xs)
    elif "strictly increasing" in text or "rises somewhere" in text or "strictly decreasing" in text:
        steps = [f(b) - f(a) for a, b in pairwise(xs)]
        ways = {bool(d > 0) - bool(d < 0) for d in steps if abs(d) > 1e-30}
        flat = any(d == 0 for d in steps)
        found = {"inc": ways == {1} and not flat, "ris": ways == {1, -1}, "dec": ways == {-1} and not flat}[
            "inc" if "increasing" in text else "ris" if "rises" in text else "dec"
        ]
    elif match_ := re.search(r"tends to (\S+) for .* and to (\S+) for", text):
        found = all(_near(f(x), end) for x, end in zip((-1e5, 1e5), match_.groups(), strict=True))
    elif match_ := re.search(r"has the range ([(\[])(\S+), ([^)\]]+)([)\]])(?! \u222a)", text):
        values = [f(x) for x in (*xs, -1e5, 1e5)]
        ends = (min(values), match_[2]), (max(values), match_[3])
        found = all(_near(v, end, 2e-2) for v, end in ends)
        found = None if found and not said else found  # whether an end belongs to it is not seen
    return [] if found is None or found == said else [f"{text}: {said}, but {found}"]


def property_(question: QuizQuestion, truth: Truth) -> Faults:
    """Which option is so, as far as limits, ranges and kinks show it in numbers."""
    asked = question.asked
    assert isinstance(asked, AskedChoice)
    faults = []
    for option in asked.options:
        said = replace(question, prompt=option.parts, asked=AskedChoice(_as_claim(option.right)))
        faults += claim(said, truth)
    return faults


def _as_claim(right: bool) -> tuple[ChoiceOption, ...]:
    return ChoiceOption((Words("True"),), right), ChoiceOption((Words("False"),), not right)


def _near(found: Any, said: str, within: float = 1e-3) -> bool:
    if "\u221e" in said:
        return bool(found < -100 if said.startswith("-") else found > 100)
    return bool(abs(found - value(said, {})) < within)


def program(question: QuizQuestion, truth: Truth) -> Faults:
    asked = question.asked
    (code,) = [part.text for part in question.prompt if isinstance(part, Snippet)]
    printed = what_is_printed(code)
    if isinstance(asked, AskedNumber):
        return [] if abs(float(printed) - asked.value) <= asked.tolerance else [f"key {asked.value}, but {printed}"]
    assert isinstance(asked, AskedChoice)
    hits = [plain_text(option.parts) == printed for option in asked.options]
    return [] if hits == [option.right for option in asked.options] else [f"{code} prints {printed}"]


VERIFIED: Mapping[str, Callable[[QuizQuestion, Truth], Faults]] = {
    "numeric": numeric,
    "formula": formula,
    "choice": choice,
    "wrong_step": wrong_step,
    "order_steps": order_steps,
    "update": update,
    "claim": claim,
    "property": property_,
    "match": match,
    "telling_input": telling_input,
    "program": program,
}


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    kinds = question_kinds()
    exercises = load().exercises
    for name in sys.argv[2:] or kinds:
        fitting = [e for e in exercises if kinds[name].generate(e, 0) or kinds[name].generate(e, 1)]
        started, made = time.perf_counter(), []
        for seed in range(count):
            exercise = fitting[seed % len(fitting)]
            if question := kinds[name].generate(exercise, seed):
                made.append((question, exercise))
        seconds = time.perf_counter() - started
        truths = {exercise.slug: Truth(exercise) for exercise in fitting}
        faults = [
            f"{question.id}: {fault}"
            for question, exercise in made
            for fault in VERIFIED[name](question, truths[exercise.slug])
        ]
        about = len({exercise.slug for _, exercise in made})
        rate = 1000 * seconds / max(1, len(made))
        print(
            f"{name:14} {len(made):5} of {count} seeds, {about} exercises, {len(faults)} faults, {rate:.0f} s for 1,000"
        )
        print("".join(f"    {fault}\n" for fault in faults[:20]), end="", flush=True)


if __name__ == "__main__":
    main()
