"""Groups of variants: the questions of a quiz, each with others of its kind and exercise beside
it.
"""

from collections.abc import Mapping, Sequence

from ...exercise import Exercise
from ..choose import AGAIN, choose
from ..question import QuizQuestion
from ..question_kind import QuestionKind
from .quiz_format import VariantGroup


def groups(
    exercises: Sequence[Exercise], kinds: Mapping[str, QuestionKind], count: int, seed: int, variants: int
) -> tuple[VariantGroup, ...]:
    """As many groups as there are questions in the quiz of this seed; fewer variants where there
    are not as many.

    Raises:
        ExerciseError: if the formula of an exercise fails.
    """
    by_slug = {exercise.slug: exercise for exercise in exercises}
    chosen = choose(exercises, kinds, count, seed)
    used = {question.id for question in chosen}
    found = []
    for question in chosen:
        origin = question.origin
        group = _variants(question, by_slug[origin.slug], kinds[origin.kind], variants, used)
        used.update(variant.id for variant in group)
        found.append(VariantGroup(group))
    return tuple(found)


def _variants(
    first: QuizQuestion, exercise: Exercise, kind: QuestionKind, count: int, used: set[str]
) -> tuple[QuizQuestion, ...]:
    """A question and others that ask something else, from the seeds after its own."""
    found = [first]
    for seed in range(first.origin.seed + 1, first.origin.seed + 1 + AGAIN * (count - 1)):
        if len(found) == count:
            break
        new = kind.generate(exercise, seed)
        if new and new.id not in used and all((new.prompt, new.asked) != (q.prompt, q.asked) for q in found):
            found.append(new)
    return tuple(found)
