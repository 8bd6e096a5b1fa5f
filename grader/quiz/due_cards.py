"""What is asked again, and when: FSRS over one's attempts.

A card is a kind of question about an exercise. There is one as soon as such a question was got wrong. Cards are worked
out from the attempts each time, so that a corrected mark corrects them as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from fsrs import Card, Rating, Scheduler

from ..exercise import Exercise
from .choose import LARGEST_SEED
from .question import QuizQuestion
from .question_kind import QuestionKind
from .quiz_attempt import QuizAttempt

DRAWS = 5  # until a question is asked again that was asked before


@dataclass(frozen=True)
class ReviewCard:
    """A kind of question about an exercise, when it is due, and the questions of it that were asked already."""

    kind: str
    slug: str
    due: datetime
    asked: tuple[QuizQuestion, ...]


def review_cards(attempts: Iterable[QuizAttempt]) -> list[ReviewCard]:
    """A card for all that was ever got wrong, what is due first at the front."""
    scheduler = Scheduler(enable_fuzzing=False)  # so that the same attempts always give the same cards
    asked: dict[tuple[str, str], list[QuizQuestion]] = {}
    cards: dict[tuple[str, str], Card] = {}
    for attempt in sorted(attempts, key=lambda a: a.at):
        key = (attempt.question.origin.kind, attempt.question.origin.slug)
        asked.setdefault(key, []).append(attempt.question)
        if key in cards or not attempt.mark.right:
            at = attempt.at.astimezone(UTC)
            cards[key], _ = scheduler.review_card(cards.get(key) or Card(1, due=at), _rating(attempt), at)
    found = [ReviewCard(*key, card.due, tuple(asked[key])) for key, card in cards.items()]
    return sorted(found, key=lambda card: card.due)


def _rating(attempt: QuizAttempt) -> Rating:
    """How well it was known: what needed a hint was known hardly."""
    if not attempt.mark.right:
        return Rating.Again
    return Rating.Hard if attempt.hints else Rating.Good


def review_questions(
    cards: Iterable[ReviewCard], exercises: Mapping[str, Exercise], kinds: Mapping[str, QuestionKind], seed: int
) -> Iterator[QuizQuestion]:
    """A question for each card that still can be asked, from a seed that was not used before.

    Raises:
        ExerciseError: if the formula of an exercise fails.
    """
    for card in cards:
        exercise, kind = exercises.get(card.slug), kinds.get(card.kind)
        question = _again(card, exercise, kind, seed) if exercise and kind else None
        if question:
            yield question


def _again(card: ReviewCard, exercise: Exercise, kind: QuestionKind, seed: int) -> QuizQuestion | None:
    """A question that was not asked before, if there is one."""
    random = Random(f"review {card.kind} {card.slug} {len(card.asked)} {seed}")
    seeds = {question.origin.seed for question in card.asked}
    seen = {(question.prompt, question.asked) for question in card.asked}
    found = None
    for _ in range(DRAWS):
        number = random.randrange(LARGEST_SEED)
        question = None if number in seeds else kind.generate(exercise, number)
        if question and (question.prompt, question.asked) not in seen:
            return question
        found = found or question
    return found
