"""Find what a class has handed in, for `grader batch`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import course_settings
from ..batch.collect import Collected, collect
from ..batch.database import StoreError
from ..batch.file_names import Names
from ..batch.layouts import BUNDLED, pattern
from ..batch.layouts.listed import ListError
from ..batch.naming import Naming
from ..batch.store import known_students
from ..batch.tables.roster import Roster, RosterError
from .streams import say

if TYPE_CHECKING:
    from ..batch.class_report import LeftOut
    from ..plugins import Catalogue

SHOWN = 10


def naming(found: Catalogue, slugs: Sequence[str], names: str, assignment: str) -> Naming:
    """How names are read: by a pattern if there is one, else by all layouts that are known; of an
    assignment, if any.

    Raises:
        click.UsageError: if the pattern cannot be used.
    """
    known = Names(found.entries, slugs, found.targets)
    if not names:
        return Naming(known, (*found.layouts.values(), *BUNDLED), assignment=assignment)
    try:
        return Naming(known, (pattern.layout(names),), strict=True)
    except pattern.PatternError as error:
        raise click.UsageError(str(error)) from None


def handed_in(paths: Sequence[Path], how: Naming, results: Path, roster: Path | None) -> Collected:
    """Everything in some paths, named as in the results that there are and in the roster.

    Raises:
        click.UsageError: if there is nothing, or a list, the roster or the results cannot be read.
    """
    whole = [path.resolve() for path in paths]
    for place, inner in enumerate(whole):
        if outer := next((o for n, o in enumerate(whole) if n != place and inner.is_relative_to(o)), None):
            raise click.UsageError(f"{inner} lies in {outer}: name one of them, since all that is in it would be twice")
    try:
        everybody = Roster.read(roster) if roster else None
        known = known_students(results)
        collected = collect(paths, how, _told, known)
    except (ListError, RosterError, StoreError) as error:
        raise click.UsageError(str(error)) from None
    slugs = how.names.only
    left_out = [out for of_path in collected.left_out.values() for out in of_path]
    if paths and not collected.submissions and not any(_counts(out, slugs) for out in left_out):
        raise click.UsageError(_nothing(left_out))
    collected.keep_names(known)
    if everybody:
        collected.strangers = everybody.add(collected, known)
        for sentence in collected.groups:
            _told(sentence)
    return collected


def of_students(paths: Sequence[Path]) -> str:
    """That the course is part of what is to be judged, so that its plugins would be a student's; or
    nothing.
    """
    found = course_settings.find(Path.cwd())
    root = found.root.resolve() if found else None
    if not root or not any(root.is_relative_to(path.resolve()) for path in paths):
        return ""
    return f"{root / 'pyproject.toml'} is part of what is to be judged: call grader batch from a folder of your own"


def _told(text: str) -> None:
    say(f"grader: {text}", err=True)


def _counts(out: LeftOut, only: Sequence[str]) -> bool:
    """Whether a file that was left out makes a row: some student has handed it in for an
    exercise.
    """
    return bool(out.students) and (bool(only) or bool(out.exercise))


def _nothing(left_out: Sequence[LeftOut]) -> str:
    """Why there is nothing to grade."""
    seen = [f"  {out.path} {out.reason}" for out in left_out[:SHOWN]]
    more = [f"  ... and {len(left_out) - SHOWN} more"] if len(left_out) > SHOWN else []
    return "\n".join(["there is no submission: a file is named after its exercise, or give --exercise", *seen, *more])
