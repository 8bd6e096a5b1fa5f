"""From wrong answers to the change of the submission's code that makes them right, in words."""

from collections.abc import Sequence

from ...exercise import Exercise
from ...report.model import Diagnosis, Step
from ..clues import Clues
from ..evidence import Answer
from ..paths import Run
from ..scenarios import Scenario
from .changes import Change, text
from .interpreter import Interpreter
from .operations import Unsupported
from .path_trial import PathTrial
from .search import confirmed, redone, repaired
from .trial import Trial

LONGEST_CODE = 30_000  # characters
UNTOUCHED = 3  # calls of the function itself that are right, whose code is left alone


def repair(
    exercise: Exercise, answers: Sequence[Answer], values_right: bool, clues: Clues, deadline: float
) -> Diagnosis | None:
    """The most plausible change, or two, with which all answers are right; None if none is found."""
    trials = _trials(answers)
    cases = [a.case for a in answers if a.wrt == answers[0].wrt]
    untouched = [Trial.of(case, "value") for case in cases[:UNTOUCHED]] if values_right else []
    code = _read(clues)
    if not code or not redone(code, trials):
        return None
    again = (changes for changes in clues.repairs if confirmed(code, changes, trials))
    found = next(again, ()) or repaired(code, trials, untouched, deadline)
    return _diagnosis(exercise, found, clues, sum(len(a.got) for a in answers)) if found else None


def also_right(answers: Sequence[Answer], clues: Clues) -> bool:
    """Whether a change that has been found makes these answers right as well: all of them have one cause."""
    return any(confirmed(clues.code, changes, _trials(answers)) for changes in clues.repairs)


def _trials(answers: Sequence[Answer]) -> list[Trial]:
    """What to redo: the answers by case, those with most numbers first."""
    by_case: dict[int, list[Answer]] = {}
    for answer in answers:
        by_case.setdefault(id(answer.case), []).append(answer)
    groups = sorted(by_case.values(), key=lambda group: -len(group[0].got))
    return [Trial.of(group[0].case, group[0].leg, group) for group in groups]


def repair_paths(exercise: Exercise, runs: Sequence[Run[Scenario]], clues: Clues, deadline: float) -> Diagnosis | None:
    """The most plausible change of an optimizer, or two, with which all paths are right; None if none is found."""
    code = _read(clues)
    runs = [r for r in runs if r.walk.reload is None]  # the state is not saved and loaded here
    wrong = sorted((r for r in runs if r.first_wrong is not None), key=lambda r: r.first_wrong or 0)
    trials = [PathTrial.shortest(exercise, r) for r in wrong] + [PathTrial.whole(exercise, r) for r in runs]
    if not code or not wrong or not redone(code, trials):
        return None
    again = (changes for changes in clues.repairs if confirmed(code, changes, trials))
    found = next(again, ()) or repaired(code, trials, (), deadline)
    numbers = sum(len(g) for r in runs for g in r.got)
    return _diagnosis(exercise, found, clues, numbers) if found else None


def _diagnosis(exercise: Exercise, found: tuple[Change, ...], clues: Clues, numbers: int) -> Diagnosis:
    if found not in clues.repairs:
        clues.repairs.append(found)
    return Diagnosis(
        f"{exercise.slug}.{'_and_'.join(c.code for c in found)}",
        " and ".join(c.code.replace("_", " ") for c in found),
        " ".join(c.words for c in found),
        "",
        "named",
        f"with {'this change' if len(found) == 1 else 'both changes'} all {numbers} results are right",
        tuple(Step(f"line {c.old.lineno}", "", text(c.old), text(c.new)) for c in found),
    )


def _read(clues: Clues) -> Interpreter | None:
    """The submission's code, read once; None if it is too long or no Python."""
    if clues.code is None and len(clues.source) <= LONGEST_CODE:
        try:
            clues.code = Interpreter(clues.source)
        except Unsupported:
            clues.source = ""
    code: Interpreter | None = clues.code
    return code
