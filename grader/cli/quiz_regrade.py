"""grader quiz regrade: what changes for kept answers when a plugin was corrected."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import Progress, catalogue
from .quiz_common import ATTEMPTS, kept_attempts, subject
from .streams import say

if TYPE_CHECKING:
    from ..quiz.question import QuizMark


@click.command("regrade")
@ATTEMPTS
def command(attempts: Path | None) -> int:
    """Grade kept answers again where the formula of their exercise has changed, and list those whose mark changes.

    An answer keeps its mark if its question is another one now. Questions that are not answered yet stay as they are.
    """
    from ..quiz.regrading import regraded

    with Progress() as progress, kept_attempts(attempts) as store:
        about = subject(catalogue(), (), ())
        progress.stage = "making the questions again"
        changed, stay = 0, []
        for at, attempt in store.attempts():
            origin = attempt.question.origin
            exercise, kind = about.exercises.get(origin.slug), about.kinds.get(origin.kind)
            new = regraded(attempt, exercise, kind) if exercise and kind else None
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


def _told(mark: "QuizMark") -> str:
    from ..quiz.quiz_results import mistake_words

    part = f", {mark.points:g} of 1 point" if 0 < mark.points < 1 else ""
    return (
        f"{'right' if mark.right else 'not right'}{part}{f' ({mistake_words(mark.mistake)})' if mark.mistake else ''}"
    )
