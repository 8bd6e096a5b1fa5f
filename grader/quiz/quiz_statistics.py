"""Which mistakes a class makes: per kind and exercise, how often which was made, which options
nobody chooses, and which questions those get wrong who know the rest; JSON form
`grader.quiz_statistics/1`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .asked_records import AskedChoice, ChoiceOption
from .parts import plain_text
from .quiz_attempt import QuizAttempt
from .quiz_results import mistake_words
from .written_answers import UnreadableAnswer, chosen

FORM = "grader.quiz_statistics/1"
FEWEST_SHOWN = 10  # times that an option was shown, before it counts that nobody has chosen it
SMALLEST_HALF = 3  # people in either half of a class, before halves are compared

UseKey = tuple[str, str]  # a kind and the slug of an exercise
Person = Mapping[UseKey, Sequence[QuizAttempt]]  # what somebody answered


@dataclass(frozen=True)
class OptionUse:
    """How often an option was shown and chosen. Its name is that of its mistake, or its text if it
    comes of none.
    """

    name: str
    right: bool
    shown: int
    chosen: int

    @property
    def unused(self) -> bool:
        """Whether it is a wrong one that nobody takes for right."""
        return not self.right and not self.chosen and self.shown >= FEWEST_SHOWN


@dataclass(frozen=True)
class ClassHalves:
    """How many of the better and of the other half got a question wrong, by what they know of all
    others.
    """

    size: int  # of either half
    better_wrong: int
    others_wrong: int

    @property
    def upside_down(self) -> bool:
        """Whether the stronger half gets it wrong more often."""
        return self.size >= SMALLEST_HALF and self.better_wrong > self.others_wrong


@dataclass(frozen=True)
class QuestionUse:
    """What was answered to the questions of a kind about an exercise."""

    kind: str
    slug: str
    answers: int
    right: int
    mistakes: Mapping[str, int]
    options: tuple[OptionUse, ...]
    halves: ClassHalves


def question_uses(people: Iterable[Iterable[QuizAttempt]]) -> list[QuestionUse]:
    """Statistics of what each of some people answered, by kind and exercise.

    The first answer of a person to a question counts, since the right one is shown after it.
    """
    known = [_first(attempts) for attempts in people]
    return [_use(key, known) for key in sorted({key for person in known for key in person})]


def _first(attempts: Iterable[QuizAttempt]) -> Person:
    first: dict[tuple[str, str], QuizAttempt] = {}  # two files may have questions of one name
    for attempt in sorted(attempts, key=lambda a: a.at):
        first.setdefault((attempt.question.origin.plugin, attempt.question.id), attempt)
    found = defaultdict[UseKey, list[QuizAttempt]](list)
    for attempt in first.values():
        found[attempt.question.origin.kind, attempt.question.origin.slug].append(attempt)
    return found


def _use(key: UseKey, people: Sequence[Person]) -> QuestionUse:
    answers = [attempt for person in people for attempt in person.get(key, ())]
    mistakes = Counter(a.mark.mistake for a in answers if a.mark.mistake)
    right = sum(a.mark.right for a in answers)
    return QuestionUse(*key, len(answers), right, dict(mistakes.most_common()), _options(answers), _halves(key, people))


def _options(answers: Iterable[QuizAttempt]) -> tuple[OptionUse, ...]:
    shown, taken = Counter[tuple[str, bool]](), Counter[tuple[str, bool]]()
    for attempt in answers:
        asked = attempt.question.asked
        if isinstance(asked, AskedChoice):
            shown.update(map(_option, asked.options))
            taken.update(_option(asked.options[place]) for place in _chosen(attempt.answer, asked))
    return tuple(OptionUse(*option, count, taken[option]) for option, count in shown.items())


def _option(option: ChoiceOption) -> tuple[str, bool]:
    return mistake_words(option.mistake) or plain_text(option.parts), option.right


def _chosen(answer: str, asked: AskedChoice) -> Sequence[int]:
    try:
        return chosen(answer, asked) if answer else ()
    except UnreadableAnswer:  # of a file that was changed by hand
        return ()


def _halves(key: UseKey, people: Sequence[Person]) -> ClassHalves:
    """The people who answered such a question, in two halves by their other answers; the middle one
    is in neither.
    """
    # what somebody knows of the rest, and whether this was got wrong
    ranked: list[tuple[float, bool]] = []
    for person in people:
        here = [a.mark.right for a in person.get(key, ())]
        rest = [a.mark.right for other, attempts in person.items() if other != key for a in attempts]
        if here and rest:
            ranked.append((sum(rest) / len(rest), not all(here)))
    ranked.sort(key=lambda one: -one[0])
    size = len(ranked) // 2
    better, others = ranked[:size], ranked[len(ranked) - size :]
    return ClassHalves(size, sum(wrong for _, wrong in better), sum(wrong for _, wrong in others))


def by_kind(uses: Iterable[QuestionUse]) -> dict[str, tuple[int, int, dict[str, int]]]:
    """For each kind how many answers there are, how many are right, and its mistakes, the commonest
    first.
    """
    answers, right, mistakes = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for use in uses:
        answers[use.kind] += use.answers
        right[use.kind] += use.right
        mistakes[use.kind].update(use.mistakes)
    return {kind: (answers[kind], right[kind], dict(mistakes[kind].most_common())) for kind in answers}


def statistics_json(uses: Sequence[QuestionUse], people: int) -> dict[str, Any]:
    """All statistics of so many people."""
    kinds = by_kind(uses).items()
    return {
        "schema": FORM,
        "people": people,
        "kinds": [{"kind": kind, "answers": n, "right": right, "mistakes": made} for kind, (n, right, made) in kinds],
        "questions": [_use_json(use) for use in uses],
    }


def _use_json(use: QuestionUse) -> dict[str, Any]:
    options = [{**asdict(option), "unused": option.unused} for option in use.options]
    return {**asdict(use), "options": options, "halves": {**asdict(use.halves), "upside_down": use.halves.upside_down}}
