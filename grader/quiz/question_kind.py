"""What a kind of question is: it draws questions about an exercise until one is sound."""

from dataclasses import dataclass
from random import Random
from typing import ClassVar

from ..exercise import Exercise
from ..reference.fingerprint import fingerprint
from .asked_records import Asked
from .checks import sound
from .parts import Parts
from .question import QuestionOrigin, QuizQuestion

DRAWS = 20  # until it is given up


@dataclass(frozen=True)
class DrawnQuestion:
    """A question before it is known whether it is sound."""

    prompt: Parts
    asked: Asked
    hints: tuple[Parts, ...] = ()
    explanation: Parts = ()


class QuestionKind:
    """A kind of question. There is one object of each, and it has no state."""

    name: ClassVar[str]
    about: ClassVar[str]  # what is asked, in a few words

    def fits(self, exercise: Exercise) -> bool:
        """Whether there may be questions of this kind about an exercise: a quick look."""
        return True

    def draw(self, exercise: Exercise, random: Random) -> DrawnQuestion | None:
        """A question from random numbers; None if these give no good one."""
        raise NotImplementedError(f"{self.name} draws no questions")

    def generate(self, exercise: Exercise, seed: int) -> QuizQuestion | None:
        """The question that a seed gives, the same on every machine; None if there is no sound one.

        Raises:
            ExerciseError: if the formula of the exercise fails.
        """
        if not self.fits(exercise):
            return None
        random = Random(f"{self.name} {exercise.slug} {seed}")
        origin = QuestionOrigin(self.name, exercise.slug, seed, exercise.origin, fingerprint(exercise))
        for _ in range(DRAWS):
            drawn = self.draw(exercise, random)
            if drawn is None:
                continue
            question = QuizQuestion(origin, drawn.prompt, drawn.asked, drawn.hints, drawn.explanation)
            if sound(question):
                return question
        return None
