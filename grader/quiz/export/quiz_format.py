"""What is exported, and what a format is: how it asks a question, and how it writes them all."""

from collections.abc import Callable
from dataclasses import dataclass

from ..question import QuizQuestion


@dataclass(frozen=True)
class VariantGroup:
    """Variants of one question, of which everybody gets one."""

    variants: tuple[QuizQuestion, ...]

    @property
    def name(self) -> str:
        """What the first one is about: it tells groups of a set apart."""
        return self.variants[0].id


@dataclass(frozen=True)
class QuestionSet:
    """The questions that are exported together, in the order in which they are asked."""

    title: str
    groups: tuple[VariantGroup, ...]

    @property
    def questions(self) -> tuple[QuizQuestion, ...]:
        """All of them, one group after the other."""
        return tuple(question for group in self.groups for question in group.variants)


class NotExpressed(Exception):
    """Why a format cannot ask a question."""


@dataclass(frozen=True)
class QuizFormat:
    """A format that questions are written in.

    `suffixes` are the endings that its files may have, `about` is one line of help. `reshape` gives
    a question in the form in which this format asks it, which has the same key, or raises
    NotExpressed. `write` gives the whole file of reshaped questions. `picks` says whether everybody
    gets another variant of a group, `needs` which package has to be installed for it.
    """

    suffixes: tuple[str, ...]
    about: str
    reshape: Callable[[QuizQuestion], QuizQuestion]
    write: Callable[[QuestionSet], bytes]
    picks: bool = False
    needs: str = ""


@dataclass(frozen=True)
class ExportedSet:
    """A whole file, how many questions are in it, and what had to be left out and why."""

    data: bytes
    count: int
    left_out: tuple[str, ...]


def exported(form: QuizFormat, given: QuestionSet) -> ExportedSet:
    """The questions of a set in a format, as far as it can ask them."""
    left_out: list[str] = []
    groups: list[VariantGroup] = []
    for group in given.groups:
        variants = []
        for question in group.variants:
            try:
                variants.append(form.reshape(question))
            except NotExpressed as why:
                left_out.append(f"{question.id}: {why}")
        if variants:
            groups.append(VariantGroup(tuple(variants)))
    kept = QuestionSet(given.title, tuple(groups))
    return ExportedSet(form.write(kept), len(kept.questions), tuple(left_out))
