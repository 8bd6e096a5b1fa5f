"""Checks a derivation that a student hands in: whether every line follows, and whether the result
is the derivative.
"""

import math
from dataclasses import replace

from ...exercise import Exercise
from ...family import Procedure
from ...reference.parse.readings import Readings
from ...reference.parse.renamed_aside import explained
from ...reference.parse.source import LONGEST, Unreadable, position
from ...reference.parse.spoken_conditions import with_signs
from ...reference.parse.token_rows import TokenRow
from ...reference.parse.token_rows import rows as token_rows
from ...reference.written.indexed_roles import has_indices, with_families
from ...reference.written.indexed_roles import infer as indexed_roles
from ...reference.written.roles import infer
from ...reference.written.unrolled import unrolled
from ...reference.written.worlds import worlds
from ...report.checked_derivation import CheckedDerivation, End, Unread
from .indexed_lines import IndexedLines, OnlyAt
from .line_by_line import Lines

MOST_READINGS = 8  # of a derivation, in addition to the likely one
LONG_ENOUGH = 60  # rows; a longer derivation gets only one reading


class NotDerivable(Exception):
    """The reason why derivations of an exercise cannot be checked."""


def check(exercise: Exercise, text: str, path: str) -> CheckedDerivation:
    """Reads a derivation, checks each of its equations and the result of the last one.

    f(1 - s) may be a call or a product. The check takes the right reading, if there is one, and the
    same reading throughout.

    Raises:
        NotDerivable: if the exercise is not a function of single numbers.
        ExerciseError: if its formula is wrong.
    """
    steps = exercise.family.procedure is Procedure.STEP
    if not steps and (not exercise.differentiable or exercise.family.procedure is not Procedure.CALL):
        raise NotDerivable(f"{exercise.slug} has no derivative that --check could read")
    try:
        if len(text) > LONGEST:
            raise Unreadable(f"a derivation has {LONGEST} characters at most", LONGEST)
        read = token_rows(text)
    except Unreadable as complaint:
        unread = Unread(*position(text, complaint.at), complaint.message)
        return CheckedDerivation(exercise.slug, path, 0, 0, (), End("none"), (unread,))
    if exercise.scalar and not steps and not has_indices(read):
        return _best(exercise, text, path, read)
    return _indexed(exercise, text, path, read)


def _indexed(exercise: Exercise, text: str, path: str, read: list[TokenRow]) -> CheckedDerivation:
    """Returns the check of a derivation with indices, at several sizes or at the size it states."""
    rows = [with_families(row) for row in read]
    roles = indexed_roles(exercise, rows)

    def at(size: int | None, *remarks: str) -> CheckedDerivation:
        made = unrolled(exercise, roles) if exercise.family.recurrent else worlds(exercise, roles, size)
        return IndexedLines(exercise, text, list(made), remarks).checked(rows, path)

    try:
        return at(None)
    except OnlyAt as only:
        return at(only.size, f"(line {only.line} says that there are {only.size} entries: it was checked for as many)")


def _best(exercise: Exercise, text: str, path: str, read: list[TokenRow]) -> CheckedDerivation:
    """Returns the check of the reading in which most is right."""
    lines = sum(row.equation for row in read)  # as written, before any is cut
    read = [part for row in read for part in explained(row)]
    roles = infer(exercise, read)
    if len(exercise.inputs) == 1:
        read = [part for row in read for part in with_signs(row, exercise.inputs[0].name)]
    readings = Readings()
    found = Lines(exercise, text, readings, roles).checked(read, path)
    tried = {readings.turned}
    for _ in range(MOST_READINGS if len(read) < LONG_ENOUGH else 0):
        others = (readings.turned ^ {*p} for p in (readings.met, *((p,) for p in readings.met)))
        other = next((Readings(o) for o in others if o not in tried), None)
        if found.passed or other is None:
            break
        tried.add(other.turned)
        again = Lines(exercise, text, other, roles).checked(read, path)
        if _goodness(again) > _goodness(found):
            found, readings = again, other
    return replace(found, lines=lines)


def _goodness(found: CheckedDerivation) -> tuple[float, ...]:
    """Returns how well one reading of an ambiguous derivation works: the writer meant the best
    reading.
    """
    first = (found.unread[0].line, found.unread[0].column) if found.unread else (math.inf, math.inf)
    return (*first, -len(found.unread), -len(found.wrong), found.end.status == "derivative")
