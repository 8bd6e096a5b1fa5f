"""Questions about the user's own submission that has passed: what it gives, what a changed line
would give, where that would show, and what its calls of where are for.

The truth comes from running the code, which a `CodeRunner` does; wrong answers come from running it
with changes.
"""

from collections.abc import Iterable, Sequence
from itertools import islice
from random import Random
from typing import Protocol

from ..exercise import Exercise
from ..reference.fingerprint import fingerprint
from .checks import sound
from .code_changes import CodeChange, code_changes
from .easy_calls import easy_calls
from .own_calls import PastedCode
from .own_code_sorts import Gives, Looked, Sort, changed_value, step_that_shows, telling_call, value, why_where
from .parts import Snippet
from .plain_code import plain_code
from .question import QuestionOrigin, QuizQuestion
from .question_kind import DRAWS

KIND = "own_code"
MOST_CHANGES, MOST_WHERES = 20, 6  # that are run
TWICE = 2  # that each sort of question is drawn, of the value and of the gradient
MOST = 100  # questions of one seed, so that no two have one name
SORTS: tuple[Sort, ...] = (value, changed_value, telling_call, step_that_shows, why_where)


class CodeRunner(Protocol):
    """Runs submissions, shut off as they are when they are judged."""

    def results(self, source: str, codes: Sequence[PastedCode]) -> Gives:
        """The numbers that a file gives for each of these, in float32; None for what fails."""


def own_code_questions(exercise: Exercise, source: str, runner: CodeRunner, seed: int) -> list[QuizQuestion]:
    """Questions about a submission that has passed, of different sorts first; the same for the same
    seed and code, whatever its comments are. None about an exercise of which `has_own_calls` says
    so.

    Raises:
        SyntaxError: if the code is no Python.
    """
    random = Random(f"{KIND} {exercise.slug} {seed} {plain_code(source)}")
    formula = fingerprint(exercise)
    looked = _looked(exercise, source, runner, random)
    sorts = random.sample(SORTS, len(SORTS))
    found: list[QuizQuestion] = []
    for turn in range(TWICE * len(looked)):
        for place, sort in enumerate(sorts):
            origin = QuestionOrigin(KIND, exercise.slug, seed * MOST + len(found), exercise.origin, formula)
            drawn = islice(sort(looked[(turn + place) % len(looked)], random), DRAWS)
            found += _new((QuizQuestion(origin, d.prompt, d.asked, d.hints, d.explanation) for d in drawn), found)
    return found


def _new(drawn: Iterable[QuizQuestion], found: Sequence[QuizQuestion]) -> list[QuizQuestion]:
    """The first of some questions that is sound and not asked already, rather one about another
    change; or none.
    """
    prompts, changes = {q.prompt for q in found}, {_change(q) for q in found} - {()}
    second: list[QuizQuestion] = []
    for question in drawn:
        if question.prompt in prompts or not sound(question):
            continue
        if _change(question) not in changes:
            return [question]
        second = second or [question]
    return second


def _change(question: QuizQuestion) -> tuple[str, ...]:
    """The line before and after the change that a question is about; nothing if it is about the
    code as it is.
    """
    before, *after = (part.text for part in question.prompt if isinstance(part, Snippet))
    return (before, after[0]) if after else ()


def _looked(exercise: Exercise, source: str, runner: CodeRunner, random: Random) -> list[Looked]:
    """The calls of the function and those of its derivative, with what they give, in any order."""
    groups = easy_calls(exercise, random)
    codes = [code for group in groups for code in group]
    changes = _changes(exercise, source, random)
    before, *after = (runner.results(text, codes) for text in (source, *(c.source for c in changes)))
    looked, start = [], 0
    for group in groups:
        part = slice(start, start + len(group))
        looked.append(Looked(group, before[part], [(c, a[part]) for c, a in zip(changes, after, strict=True)]))
        start += len(group)
    return random.sample(looked, len(looked))


def _changes(exercise: Exercise, source: str, random: Random) -> list[CodeChange]:
    """Some changes of what is called, and of what that calls."""
    names = (exercise.target, f"{exercise.slug}_backward")
    listed = code_changes(source, names)
    wheres, plain = ([c for c in listed if c.where is where] for where in (True, False))
    return [*_some(wheres, MOST_WHERES, random), *_some(plain, MOST_CHANGES, random)]


def _some(changes: Sequence[CodeChange], most: int, random: Random) -> list[CodeChange]:
    return random.sample(changes, min(len(changes), most))
