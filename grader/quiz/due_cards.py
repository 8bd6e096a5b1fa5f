"""What is asked again, and when: FSRS over one's attempts.

A card is a kind of question about an exercise, or a fixed question of a file. There is one as soon
as such a question was got wrong. Cards are worked out from the attempts each time, so that a
corrected mark corrects them as well.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from fsrs import Card, Rating, Scheduler

from ..exercise import Exercise
from .asked_records import AskedFormula
from .choose import LARGEST_SEED
from .fixed import KIND as FIXED
from .question import QuestionOrigin, QuizQuestion
from .question_kind import QuestionKind
from .quiz_attempt import QuizAttempt

CardKey = tuple[str, str, str]
DRAWS = 5  # until a question is asked again that was asked before


@dataclass(frozen=True)
class ReviewCard:
    """A kind of question about an exercise, when it is due, and the questions of it that were asked
    already.

    Of a fixed question `slug` is its id and `file` its file.
    """

    kind: str
    slug: str
    file: str
    due: datetime
    asked: tuple[QuizQuestion, ...]


def review_cards(attempts: Iterable[QuizAttempt]) -> list[ReviewCard]:
    """A card for all that was ever got wrong, what is due first at the front."""
    # so that the same attempts always give the same cards
    scheduler = Scheduler(enable_fuzzing=False)
    asked: dict[CardKey, list[QuizQuestion]] = {}
    cards: dict[CardKey, Card] = {}
    for attempt in sorted(attempts, key=lambda a: a.at):
        key = _key(attempt.question.origin)
        asked.setdefault(key, []).append(attempt.question)
        if key in cards or not attempt.mark.right:
            at = attempt.at.astimezone(UTC)
            cards[key], _ = scheduler.review_card(cards.get(key) or Card(1, due=at), _rating(attempt), at)
    found = [ReviewCard(*key, card.due, tuple(asked[key])) for key, card in cards.items()]
    return sorted(found, key=lambda card: card.due)


def _key(origin: QuestionOrigin) -> CardKey:
    """Two files may have questions of one id; a plugin may move."""
    return origin.kind, origin.slug, origin.plugin if origin.kind == FIXED else ""


def _rating(attempt: QuizAttempt) -> Rating:
    """How well it was known: what needed a hint was known hardly."""
    if not attempt.mark.right:
        return Rating.Again
    return Rating.Hard if attempt.hints else Rating.Good


def review_questions(
    cards: Iterable[ReviewCard], exercises: Mapping[str, Exercise], kinds: Mapping[str, QuestionKind], seed: int
) -> Iterator[QuizQuestion]:
    """A question for each card that still can be asked: a fixed one as it was, others from a seed
    that was not used before. Of two fixed questions of one id the second comes another time.

    Raises:
        ExerciseError: if the formula of an exercise fails.
    """
    fixed = set[str]()
    for card in cards:
        if card.kind == FIXED:
            question = card.asked[-1]
            gone = isinstance(question.asked, AskedFormula) and question.about not in exercises
            if not gone and question.id not in fixed:
                fixed.add(question.id)
                yield question
            continue
        exercise, kind = exercises.get(card.slug), kinds.get(card.kind)
        if exercise and kind and (drawn := _again(card, exercise, kind, seed)):
            yield drawn


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
