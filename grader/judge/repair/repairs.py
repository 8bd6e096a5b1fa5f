"""From wrong answers to the change of the submission's code that makes them right, in words."""

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from ...dtypes import FLOAT64
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
from .sample_trial import SampleTrial
from .search import confirmed, redone, repaired
from .trial import Reversed, Trial, right_where_finite

UNSTABLE = "unstable"
NOT_STABLE = (
    "The formula is right, but as it is computed something overflows, becomes 0 or loses digits: write it so that "
    "nothing does."
)
LONGEST_CODE = 30_000  # characters
UNTOUCHED = 3  # calls of the function itself that are right, whose code is left alone


P = ParamSpec("P")
R = TypeVar("R")


def _harmless(look: Callable[P, R]) -> Callable[P, R | None]:
    """A look at a student's code that does not stop the grading if it fails, which would be a mistake of ours."""

    @wraps(look)
    def harmless(*arguments: P.args, **keywords: P.kwargs) -> R | None:
        try:
            return look(*arguments, **keywords)
        except Exception as error:
            words = f"no repair was looked for, by a mistake of grader's: {type(error).__name__}: {error}"
            warnings.warn(words, RuntimeWarning, stacklevel=2)
            return None

    return harmless


@_harmless
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
    more = Reversed(answers[0].case, answers[0].leg, list(dict.fromkeys(a.wrt for a in answers)))
    found = next(again, ()) or repaired(code, [*trials, more], untouched, exercise.hyperparameters, deadline)
    return _diagnosis(exercise, found, clues, sum(len(a.got) for a in answers)) if found else None


@_harmless
def rounded(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Diagnosis | None:
    """Whether the code is right but for its roundings: redone in float64 it gives the right results."""
    code, trials, dtype = _read(clues), _trials(answers), answers[0].case.dtype
    finite = any(math.isfinite(a.got[n]) for a in answers for n in a.wrong)
    if not code or (finite and dtype == FLOAT64) or not all(right_where_finite(t, code) for t in trials):
        return None
    others = "all others are right" if dtype == FLOAT64 else "redone in float64, the code gives the right ones"
    evidence = f"{sum(len(a.wrong) for a in answers)} results are wrong in {dtype.name}; {others}"
    return Diagnosis(f"{exercise.slug}.{UNSTABLE}", UNSTABLE, NOT_STABLE, "", "named", evidence)


@_harmless
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


@_harmless
def repair_paths(exercise: Exercise, runs: Sequence[Run[Scenario]], clues: Clues, deadline: float) -> Diagnosis | None:
    """The most plausible change of an optimizer, or two, with which all paths are right; None if none is found."""
    code = _read(clues)
    runs = [r for r in runs if r.walk.reload is None]  # the state is not saved and loaded here
    wrong = sorted((r for r in runs if r.first_wrong is not None), key=lambda r: r.first_wrong or 0)
    trials = [PathTrial.shortest(exercise, r) for r in wrong] + [PathTrial.whole(exercise, r) for r in runs]
    if not code or not wrong or not redone(code, trials):
        return None
    again = (changes for changes in clues.repairs if confirmed(code, changes, trials))
    found = next(again, ()) or repaired(code, trials, (), exercise.hyperparameters, deadline)
    numbers = sum(len(g) for r in runs for g in r.got)
    return _diagnosis(exercise, found, clues, numbers) if found else None


@_harmless
def repair_samples(
    exercise: Exercise, samples: Mapping[tuple[tuple[str, Any], ...], Sequence[float]], clues: Clues, deadline: float
) -> Diagnosis | None:
    """The most plausible change of a sampler, or two, with which all samples have the right distribution; None if none
    is found.
    """
    code = _read(clues)
    trials = [SampleTrial.of(exercise, dict(settings), sample) for settings, sample in samples.items()]
    if not code or not redone(code, trials):
        return None
    found = repaired(code, trials, (), exercise.hyperparameters, deadline)
    return _diagnosis(exercise, found, clues, sum(len(s) for s in samples.values())) if found else None


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
