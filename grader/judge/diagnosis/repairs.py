"""Finds the change of the submission's code that repairs wrong answers, and describes it."""

import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import numpy

from ...dtypes import FLOAT64
from ...exercise import Exercise
from ...report.mistake_list import AND, numbered, with_more
from ...report.model import Diagnosis, Step
from ..answers.budget import Budget
from ..answers.clues import Clues
from ..answers.evidence import Answer
from ..repair import branches, constants, guards
from ..repair.changes import INSERTIONS, text
from ..repair.code_search import AnyChange, changed, confirmed, redone, repaired
from ..repair.interpreter import Interpreter
from ..repair.look import depends_on
from ..repair.overflow import read, reproduced
from ..repair.path_trial import PathTrial
from ..repair.sample_trial import SampleTrial
from ..repair.trial import INTERMEDIATE, Trial, right_where_finite
from ..repair.unasked import unasked
from ..trajectories.paths import WalkRun
from ..trajectories.scenarios import Scenario
from .account import besides, the_others
from .degenerate import degenerate
from .path_facts import stuck
from .titles import title

UNSTABLE = "unstable"
NOT_STABLE = (
    "The formula is right, but as it is computed something overflows, becomes 0 or loses digits: write it so that "
    "nothing does."
)
NOT_STABLE_DERIVATIVE = NOT_STABLE.replace("The formula", "The formula of the derivative")
# how gradients were asked for
WAYS = {"value": "", "by hand": " by hand", "autograd": " through autograd"}
CHANGES = {1: "this change", 2: "both changes"}
UNTOUCHED = 3  # right calls of the function itself, whose code then stays unchanged


P = ParamSpec("P")
R = TypeVar("R")


def _harmless(look: Callable[P, R]) -> Callable[P, R | None]:
    """Decorates an analysis of a student's code: if it fails, which is grader's mistake, the
    grading goes on.
    """

    @wraps(look)
    def harmless(*arguments: P.args, **keywords: P.kwargs) -> R | None:
        try:
            with numpy.errstate(all="ignore"):  # of code that runs again, whatever it does
                return look(*arguments, **keywords)
        except Exception as error:
            words = f"no repair was looked for, by a mistake of grader's: {type(error).__name__}: {error}"
            warnings.warn(words, RuntimeWarning, stacklevel=2)
            return None

    return harmless


@_harmless
def repair(
    exercise: Exercise, answers: Sequence[Answer], values_right: bool, clues: Clues, budget: Budget
) -> Diagnosis | None:
    """Returns the most plausible change, or two changes, that repair all answers, also those in
    finer formats; None if there is none.

    A derivative computed from wrong values may be right in itself. Then the change has to repair
    the values too.
    """
    trials = _trials(answers)
    cases = [a.case for a in answers if a.wrt == answers[0].wrt]
    untouched = [Trial.of(case, "value") for case in cases[:UNTOUCHED]] if values_right else []
    code = read(clues)
    if not code or not redone(code, trials) or not reproduced(answers, clues):
        return None
    inputs = list(dict.fromkeys(a.wrt for a in answers))
    first = answers[0].case
    finer = _trials(_finer(answers, clues))
    if answers[0].leg != "value" and not values_right and depends_on(code, trials[0], (exercise.slug, "forward")):
        finer += _trials([a for a in clues.gave.answers if a.leg == "value"])
    finer += _trials(_right_beside(answers, inputs, clues))
    again = (changes for changes in clues.mistakes.repairs if confirmed(code, changes, [*trials, *finer]))
    more = unasked(exercise, first, answers[0].leg, inputs, Interpreter(clues.source))
    found = next(again, ()) or repaired(code, [*trials, *finer, *more], untouched, exercise.hyperparameters, budget)
    if not found or (degenerate(answers) and _supplied(found)):
        return None
    if not any(math.isfinite(a.got[n]) for a in answers for n in a.wrong) and any(c.code in INSERTIONS for c in found):
        # anything that prevents overflow helps, so no particular change is the missing one
        return None
    lost, rough = _left(code, found, answers)
    total, by = sum(len(a.got) for a in answers), f"{_by(exercise, inputs)}{WAYS[answers[0].leg]}"
    right = f"all {total} results{by} are right"
    if lost:
        stay = f"{the_others(len(lost))} {'stays' if len(lost) == 1 else 'stay'} infinite or nan"
        right = f"{total - len(lost)} of {total} results{by} are right; {stay}"
    elif rough:
        lose = f"{the_others(rough)} {'loses' if rough == 1 else 'lose'} digits in {first.dtype.name}"
        right = f"{total - rough} of {total} results{by} are right; {lose}"
    return _diagnosis(exercise, found, clues, right, besides(lost, clues))


def _left(
    code: Interpreter, changes: Sequence[AnyChange], answers: Sequence[Answer]
) -> tuple[list[tuple[Answer, int]], int]:
    """Returns the results for which the changed code has no number either, in the format of the
    check; and how many then have too few digits, though they are right in exact arithmetic.
    """
    found: list[tuple[Answer, int]] = []
    rough = 0
    for answer in answers:
        trial = Trial.of(answer.case, answer.leg, [answer])
        with changed(code, changes):
            (numbers,) = trial.numbers(code, rounded=True)
        lost = trial.wanted[0].lost(numbers)
        found += [(answer, n) for n in numpy.flatnonzero(lost).tolist()]
        rough += sum(
            not gone and band.error(float(x)) > band.allowed
            for gone, band, x in zip(lost, answer.bands, numbers, strict=True)
        )
    return found, rough


def _by(exercise: Exercise, inputs: Sequence[str]) -> str:
    """Returns which gradients a change repairs, if there are others."""
    others = {i.name for i in exercise.differentiable} - {*inputs}
    return f" by {' and '.join(inputs)}" if others and "" not in inputs else ""


@_harmless
def rounded(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Diagnosis | None:
    """Returns a diagnosis if the code is right except for rounding. In float64 it then gives right
    results wherever the submission gave numbers, and in the format of the check it gives none where
    the submission gave none. In finer formats it is as right as rounding allows.
    """
    first, code = answers[0], read(clues)
    finite = any(math.isfinite(a.got[n]) for a in answers for n in a.wrong)
    if not code or (finite and first.case.dtype == FLOAT64) or not _as_right_as_can_be(answers, clues):
        return None
    if not all(right_where_finite(t, code) for t in _trials(answers)) or not reproduced(answers, clues):
        return None
    if any(w.wrong_alike(n) for t in _trials(answers) for w, n in zip(t.wanted, t.numbers(code), strict=True)):
        return None  # as with a clamp, far from any overflow
    evidence = _in_each_format(answers, clues, code)
    words = NOT_STABLE if first.leg == "value" else NOT_STABLE_DERIVATIVE
    return Diagnosis(f"{exercise.slug}.{UNSTABLE}", UNSTABLE, words, "", "named", evidence)


def _in_each_format(answers: Sequence[Answer], clues: Clues, code: Interpreter) -> str:
    """Returns how many results are wrong in the format of a check and in each finer one. Without
    finer ones, returns how many of the wrong results are right when the code runs in float64.
    """
    first, finer = answers[0], _finer(answers, clues)
    wrong = sum(len(a.wrong) for a in answers)
    counted = [f"{_count(answers)} results {'is' if wrong == 1 else 'are'} wrong in {first.case.dtype.name}"]
    formats = dict.fromkeys(a.case.dtype for a in finer)
    counted += [f"{_count([a for a in finer if a.case.dtype == d])} in {d.name}" for d in formats]
    if finer or first.case.dtype == FLOAT64:
        return ", ".join(counted)
    right = 0
    for answer in answers:
        (numbers,) = Trial.of(answer.case, answer.leg, [answer]).numbers(code)
        right += sum(answer.bands[n].error(float(numbers[n])) <= answer.bands[n].allowed for n in answer.wrong)
    return f"{counted[0]}; of these {wrong}, {right or 'none'} would be right in float64"


def _count(answers: Sequence[Answer]) -> str:
    wrong, total = sum(len(a.wrong) for a in answers), sum(len(a.got) for a in answers)
    return f"{wrong} of {total}"


def _finer(answers: Sequence[Answer], clues: Clues) -> list[Answer]:
    """Returns the answers in finer formats, in the same leg and by the same inputs."""
    first = answers[0]
    return [a for wrt in dict.fromkeys(a.wrt for a in answers) for a in clues.finer(first.leg, wrt, first.case.dtype)]


def _right_beside(answers: Sequence[Answer], inputs: Sequence[str], clues: Clues) -> list[Answer]:
    """Returns the right gradients by other inputs, which have to stay right."""
    first = answers[0]
    others = [a for a in clues.gave.answers if a.leg == first.leg and a.case.dtype == first.case.dtype]
    wrong = {a.wrt for a in others if a.wrong} | {*inputs}
    return [a for a in others if first.wrt and a.wrt not in wrong]


def _as_right_as_can_be(answers: Sequence[Answer], clues: Clues) -> bool:
    """Whether all numbers in finer formats are off by at most a few roundings of intermediate
    results.
    """
    return all(
        band.error(x) <= band.allowed + INTERMEDIATE * a.case.dtype.unit
        for a in _finer(answers, clues)
        for band, x in zip(a.bands, a.got, strict=True)
        if math.isfinite(x)
    )


@_harmless
def too_few_digits(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Diagnosis | None:
    """Returns a diagnosis if only constants with too few digits are wrong in the code."""
    code = read(clues)
    return constants.constant(exercise, code, _trials(answers)) if code else None


@_harmless
def wrong_constant(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Diagnosis | None:
    """Returns a diagnosis if only a constant is wrong in the code."""
    code = read(clues)
    found = constants.other_constant(exercise, code, _trials(answers)) if code else None
    clues.mistakes.wrong_constants |= found is not None
    return found


@_harmless
def limited(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Diagnosis | None:
    """Returns a diagnosis if only a clamp is wrong in the code."""
    code = read(clues)
    return guards.limited(exercise, code, _trials(answers)) if code else None


@_harmless
def digits_written(exercise: Exercise, answers: Sequence[Answer], clues: Clues) -> Sequence[constants.Shortened] | None:
    """Returns the constants of the code with too few digits, of those that the results depend on.
    For derivatives through autograd these are the constants of the values. If the code cannot run
    again, they are all its constants.
    """
    code = read(clues)
    if not code:
        return None
    if answers[0].leg == "autograd":
        cases = {id(a.case): a.case for a in answers}.values()
        answers = [Answer(case, "value", [], [0.0] * len(case.upstream)) for case in cases]
    trials = _trials(answers)
    try:
        for trial in trials:
            trial.numbers(code)
    except Exception:  # of any kind, where something cannot run again
        return constants.shortened(exercise, code.tree)
    return constants.used(exercise, code, trials)


def lost_branch(answers: Sequence[Answer], clues: Clues) -> int | None:
    """Returns the line of the `where` whose unused branch is no number wherever a result is nan;
    None if there is none, or if the code cannot run again.
    """
    code = read(clues)
    try:
        return branches.lost_branch(code, answers) if code else None
    except Exception:  # code that is not known here
        return None


@_harmless
def also_right(answers: Sequence[Answer], clues: Clues) -> bool:
    """Whether a change found before also repairs these answers: then all of them have one cause."""
    return any(confirmed(clues.code, changes, _trials(answers)) for changes in clues.mistakes.repairs)


def _trials(answers: Sequence[Answer]) -> list[Trial]:
    """Returns the trials to run again: the answers by case, those with most numbers first."""
    by_case: dict[int, list[Answer]] = {}
    for answer in answers:
        by_case.setdefault(id(answer.case), []).append(answer)
    groups = sorted(by_case.values(), key=lambda group: -len(group[0].got))
    return [Trial.of(group[0].case, group[0].leg, group) for group in groups]


@_harmless
def repair_paths(
    exercise: Exercise,
    runs: Sequence[WalkRun[Scenario]],
    finer: Sequence[WalkRun[Scenario]],
    clues: Clues,
    budget: Budget,
) -> Diagnosis | None:
    """Returns the most plausible change of an optimizer, or two changes, that repair all paths,
    also those in finer formats; None if there is none.
    """
    code, asked = read(clues), _numbers(runs)
    # which does not run again
    runs, finer = ([r for r in some if r.walk.reload is None] for some in (runs, finer))
    wrong = sorted((r for r in runs if r.first_wrong is not None), key=lambda r: r.first_wrong or 0)
    trials = [PathTrial.shortest(exercise, r) for r in wrong] + [PathTrial.whole(exercise, r) for r in runs]
    if not code or not wrong or not redone(code, trials):
        return None
    trials += [PathTrial.whole(exercise, r) for r in finer]
    again = (changes for changes in clues.mistakes.repairs if confirmed(code, changes, trials))
    found = next(again, ()) or repaired(code, trials, (), exercise.hyperparameters, budget)
    if stuck(runs) and _supplied(found):
        return None
    known = _numbers(runs)
    right = f"all {known} results are right"
    if known < asked:
        left = asked - known
        reloaded = f"{the_others(left)}, with a reload, {'is' if left == 1 else 'are'} not redone"
        right = f"{known} of {asked} results are right; {reloaded}"
    return _diagnosis(exercise, found, clues, right) if found else None


def _numbers(runs: Sequence[WalkRun[Scenario]]) -> int:
    return sum(len(g) for r in runs for g in r.got)


@_harmless
def repair_samples(
    exercise: Exercise, samples: Mapping[tuple[tuple[str, Any], ...], Sequence[float]], clues: Clues, budget: Budget
) -> Diagnosis | None:
    """Returns the most plausible change of a sampler, or two changes, that give all samples the
    right distribution; None if there is none.
    """
    code = read(clues)
    trials = [SampleTrial.of(exercise, dict(settings), sample) for settings, sample in samples.items()]
    if not code or not redone(code, trials):
        return None
    found = repaired(code, trials, (), exercise.hyperparameters, budget)
    numbers = sum(len(s) for s in samples.values())
    return _diagnosis(exercise, found, clues, f"all {numbers} results are right") if found else None


def _diagnosis(exercise: Exercise, found: tuple[AnyChange, ...], clues: Clues, right: str, more: str = "") -> Diagnosis:
    if found not in clues.mistakes.repairs:
        clues.mistakes.repairs.append(found)
    code = AND.join(dict.fromkeys(c.code for c in found))
    return Diagnosis(
        f"{exercise.slug}.{code}",
        title(code),
        with_more(numbered([c.words for c in found]), more),
        "",
        "named",
        f"with {CHANGES.get(len(found), 'these changes')} {right}",
        tuple(Step(f"line {c.old.lineno}", "", text(c.old), text(c.new)) for c in found),
    )


def _supplied(found: Sequence[AnyChange]) -> bool:
    """Whether a change adds something new. Such a change can turn results that are all one number
    into anything, whatever the code does.
    """
    return any(c.code in INSERTIONS for c in found)
