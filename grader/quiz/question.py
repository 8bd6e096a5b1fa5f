"""A question, where it comes from, and what is said of an answer to it."""

from dataclasses import dataclass

from .asked_records import Asked, AskedFormula
from .parts import Parts, TypesetFormula


@dataclass(frozen=True)
class QuestionOrigin:
    """What a question was made from: its kind, the exercise and the seed; a fixed one has its file
    in place of a kind that makes it anew.

    `plugin` is the package or course and the file of the exercise, `fingerprint` the hash of its
    formula (`reference/fingerprint.py`): if that has changed, the same seed may give another
    question.
    """

    kind: str
    slug: str
    seed: int
    plugin: str = ""
    fingerprint: str = ""


@dataclass(frozen=True)
class QuizQuestion:
    """A question with its key: what a student sees of it at once is the prompt, and of `asked` what
    there is to choose from.

    The hints help one after the other, the explanation comes after the answer.
    """

    origin: QuestionOrigin
    prompt: Parts
    asked: Asked
    hints: tuple[Parts, ...] = ()
    explanation: Parts = ()

    @property
    def id(self) -> str:
        """The same for the same question on every machine; no two questions of a quiz have the
        same.
        """
        return f"{self.origin.kind}-{self.origin.slug}-{self.origin.seed}"

    @property
    def about(self) -> str:
        """The slug of the exercise that an answer is graded with."""
        return self.asked.slug if isinstance(self.asked, AskedFormula) else self.origin.slug


@dataclass(frozen=True)
class QuizMark:
    """What an answer is worth, from 0 to 1 point, and what is said to who gave it.

    `mistake` is the id of the mistake that it shows, if it is a known one; `understood` how a
    formula was read.
    """

    right: bool
    points: float
    feedback: Parts = ()
    mistake: str = ""
    understood: TypesetFormula | None = None
