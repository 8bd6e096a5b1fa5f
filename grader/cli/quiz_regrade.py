"""grader quiz regrade: what changes for kept answers when a plugin or a file of questions was
corrected.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, catalogue
from .quiz_common import ATTEMPTS, QuizSubject, kept_attempts, needed, subject, written_questions
from .streams import say

if TYPE_CHECKING:
    from ..quiz.question import QuizMark, QuizQuestion
    from ..quiz.quiz_attempt import QuizAttempt
    from ..quiz.regrading import Regrading


@click.command("regrade")
@click.argument("files", metavar="[FILE.toml]...", nargs=-1, type=click.Path(path_type=Path))
@ATTEMPTS
def command(files: tuple[Path, ...], attempts: Path | None) -> int:
    """Grade kept answers again where the formula of their exercise has changed, and list those
    whose mark changes. With files of questions, also the answers to questions that were corrected
    there.

    An answer keeps its mark if its question is another one now. Questions that are not answered yet
    stay as they are.
    """
    with Progress() as progress, kept_attempts(attempts) as store:
        about = subject(catalogue(), (), ())
        written = {(q.origin.plugin, q.id): q for q in written_questions(files, about)}
        progress.stage = "making the questions again"
        changed, stay = 0, []
        for at, attempt in store.attempts():
            new = _regraded(attempt, about, written)
            if new and not new.after:
                stay.append(attempt.question.id)
            elif new and new.after:
                store.correct(at, new.after)
                if new.changes:
                    changed += 1
                    both = f"{_told(attempt.mark)} -> {_told(new.after.mark)}"
                    say(f"{attempt.question.id}, {attempt.at.astimezone():%Y-%m-%d}: {both}")
    for name in stay:
        say(f"{name}: its question is another one now; the mark stays")
    say(f"{changed} mark{'' if changed == 1 else 's'} changed")
    return 0


def _regraded(
    attempt: "QuizAttempt", about: QuizSubject, written: "Mapping[tuple[str, str], QuizQuestion]"
) -> "Regrading | None":
    """What becomes of an attempt; `written` has the questions of the files that are given, by file
    and id.
    """
    from ..quiz.fixed import KIND
    from ..quiz.regrading import regraded, regraded_as_written

    origin = attempt.question.origin
    if origin.kind == KIND:
        question = written.get((origin.plugin, attempt.question.id))
        return regraded_as_written(attempt, question, needed(question, about.exercises)) if question else None
    exercise, kind = about.exercises.get(origin.slug), about.kinds.get(origin.kind)
    return regraded(attempt, exercise, kind) if exercise and kind else None


def _told(mark: "QuizMark") -> str:
    from ..quiz.quiz_results import mistake_words

    part = f", {mark.points:g} of 1 point" if 0 < mark.points < 1 else ""
    return (
        f"{'right' if mark.right else 'not right'}{part}{f' ({mistake_words(mark.mistake)})' if mark.mistake else ''}"
    )
