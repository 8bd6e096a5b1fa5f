"""Which questions make a quiz: of different kinds and about different exercises first."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from random import Random

from ..exercise import Exercise
from ..plugins import Catalogue
from .question import QuizQuestion
from .question_kind import QuestionKind

LARGEST_SEED = 10**6
# times that a kind is asked for another question about an exercise, if the one it gave is there
# already
AGAIN = 3


class NoSuchName(Exception):
    """Something is asked for that there is not: a message for people."""


def exercises_named(catalogue: Catalogue, names: Sequence[str]) -> list[Exercise]:
    """The exercises of these slugs and topics, in the order of the catalogue; all of them if none
    is named.

    Raises:
        NoSuchName: if a name is neither.
    """
    topics = {entry.topic for entry in catalogue.entries.values() if entry.topic}
    _check(names, {*catalogue.entries, *topics}, "exercise or topic")
    return [e.exercise for slug, e in catalogue.entries.items() if not names or {slug, e.topic} & {*names}]


def kinds_named(kinds: Mapping[str, QuestionKind], names: Sequence[str]) -> dict[str, QuestionKind]:
    """The kinds of these names; all of them if none is named.

    Raises:
        NoSuchName: if there is no such kind.
    """
    _check(names, {*kinds}, "kind of questions")
    return {name: kind for name, kind in kinds.items() if not names or name in names}


def _check(names: Iterable[str], known: set[str], what: str) -> None:
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), 1)
            advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(sorted(known))}"
            raise NoSuchName(f"there is no {what} {name}: {advice}")


def choose(
    exercises: Sequence[Exercise], kinds: Mapping[str, QuestionKind], count: int, seed: int
) -> list[QuizQuestion]:
    """Questions for a quiz, the same for the same seed; fewer if there are not as many.

    Raises:
        ExerciseError: if the formula of an exercise fails.
    """
    random = Random(f"quiz {seed}")
    left = [(kind, exercise) for exercise in exercises for kind in kinds.values() if kind.fits(exercise)]
    random.shuffle(left)
    used = Counter[str]()
    found: list[QuizQuestion] = []
    while left and len(found) < count:
        kind, exercise = min(left, key=lambda pair: (used[pair[1].slug], used[pair[0].name]))
        question = _new(kind, exercise, found, random)
        if question is None:
            left.remove((kind, exercise))
            continue
        found.append(question)
        used.update((exercise.slug, kind.name))
        left.append(left.pop(left.index((kind, exercise))))  # of equals another one is next
    return found


def _new(kind: QuestionKind, exercise: Exercise, found: Sequence[QuizQuestion], random: Random) -> QuizQuestion | None:
    """A question that is not among those that were found."""
    known = {(question.prompt, question.asked) for question in found}
    for _ in range(AGAIN):
        question = kind.generate(exercise, random.randrange(LARGEST_SEED))
        if question is None or (question.prompt, question.asked) not in known:
            return question
    return None
