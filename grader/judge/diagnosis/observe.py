"""Facts about wrong numbers that no known mistake explains."""

import math
from collections.abc import Callable, Sequence

from ...exercise import Exercise
from ...report.model import CheckResult, Diagnosis
from ..answers.clues import Clues
from ..answers.evidence import Answer
from . import by_sample, choices, degenerate, patterns, precision
from .proportion import factor

FACTS = {
    "not_a_number": "Every result is infinite or nan.",
    "zero": "Every result is 0.",
    "constant": "Every result is the same, whatever the input.",
    "branch_not_taken": "Autograd gives nan where the branch of a where that is not taken is infinite or nan.",
    "not_numbers": "All wrong results are infinite or nan, and the others are right.",
    "of_another_exercise": "The results are right for another exercise of the catalogue.",
    "proportional": "Every result is what it should be times one factor: a constant, a setting or a size.",
    "offset": "Every result is what it should be plus one number.",
    "coarse": "The results are numbers of a coarser floating-point format.",
    "noise": "The results scatter around the right ones without a pattern.",
    "digits": "Wrong results are right to as many digits as a constant in the code, or float32, has.",
    "one_point": "Only results at one value of the input, or two, are wrong, such as at a kink.",
    "one_side": "Only results for positive inputs are wrong, or only those for negative ones.",
    "size": "Results are right up to some size of the input and wrong beyond.",
    "equal_inputs": "Only results for which two inputs are equal are wrong.",
    "later_rows": "The first row is right in every call, and only rows after it are wrong.",
    "some_calls": "Only calls with some reduction, setting, optional input or batch size have wrong results.",
    "some_gradients": "The gradients by some inputs are right, those by others are wrong.",
    "never_moves": "No parameter ever changes.",
    "some_never_move": "Only some parameters ever change: the first, the last, or those of one group.",
    "stops_moving": "No parameter changes any more after some step.",
    "later_steps": "All parameters are right up to some step, and wrong in every scenario from then on.",
}
PATTERNS = (
    "proportional",
    "offset",
    "noise",
    "one_point",
    "one_side",
    "size",
    "equal_inputs",
    "later_rows",
    "some_calls",
    "some_gradients",
    "some_never_move",
    "stops_moving",
    "later_steps",
)
NUMBERS = ("V201", "G301", "G302", "T501", "T502")  # codes of checks that found wrong numbers


def observe(
    exercise: Exercise, answers: Sequence[Answer], others: Sequence[Exercise] = (), clues: Clues | None = None
) -> tuple[Diagnosis, ...]:
    """Returns the first fact that is true of all wrong results. `others` are exercises whose
    results they may be.
    """
    looks: dict[str, Callable[[], str | None]] = {
        degenerate.degenerate(answers): lambda: degenerate.words(answers),
        "branch_not_taken": lambda: _branch(exercise, answers, clues),
        "not_numbers": lambda: _not_numbers(answers),
        "of_another_exercise": lambda: _of_another(exercise, answers, others),
        "proportional": lambda: _proportional(answers),
        "offset": lambda: patterns.offset(answers),
        "coarse": lambda: precision.coarse(answers),
        "noise": lambda: precision.noise(exercise, answers),
        "digits": lambda: precision.digits(exercise, answers, clues),
        "one_point": lambda: patterns.one_point(exercise, answers),
        "one_side": lambda: patterns.one_side(exercise, answers),
        "size": lambda: patterns.size(exercise, answers),
        "equal_inputs": lambda: by_sample.equal_inputs(exercise, answers),
        "later_rows": lambda: by_sample.later_rows(exercise, answers),
        "some_calls": lambda: choices.some_calls(exercise, answers),
    }
    for code, look in looks.items():
        if words := look():
            return (fact(code, words, _scope(answers)),)
    return ()


def observe_gradients(answers: Sequence[Answer], wrt: str) -> tuple[Diagnosis, ...]:
    """Returns a fact for each wrong gradient, if the one by `wrt` is wrong and those by other
    inputs are right.
    """
    words = choices.some_gradients(answers, wrt)
    return (fact("some_gradients", words, _total(answers)),) if words else ()


def fact(code: str, words: str, scope: str) -> Diagnosis:
    """Returns the record of a fact; `scope` names the results that it is true of."""
    return Diagnosis(f"observed.{code}", code.replace("_", " "), words, "", "observed", scope)


def held_everywhere(results: Sequence[CheckResult]) -> list[CheckResult]:
    """Returns the results of checks without patterns that appear in one format by chance: the same
    check has failed in another format, without them.
    """

    def kept(check: CheckResult, diagnosis: Diagnosis) -> bool:
        rivals = [r for r in results if (r.name, r.device) == (check.name, check.device) and r.findings.code in NUMBERS]
        pattern = diagnosis.id.removeprefix("observed.") in PATTERNS
        return not pattern or all(diagnosis.id in {d.id for d in r.findings.diagnoses} for r in rivals)

    return [r.found(diagnoses=tuple(d for d in r.findings.diagnoses if kept(r, d))) for r in results]


def _scope(answers: Sequence[Answer]) -> str:
    return _total(answers, degenerate.by(answers))


def _total(answers: Sequence[Answer], by: str = "") -> str:
    total = sum(len(a.got) for a in answers)
    leg = {"value": "", "autograd": " through autograd"}.get(answers[0].leg, f" {answers[0].leg}")
    return f"of all {total:,} results{by}{leg}"


def handed_on(answers: Sequence[Answer]) -> bool:
    """Whether every gradient by hand is the upstream gradient itself."""
    return all(a.leg == "by hand" and list(a.got) == list(a.case.upstream) for a in answers)


def negated(answers: Sequence[Answer]) -> bool:
    """Whether every result is minus the right one, and not all are 0."""
    pairs = [(x, band) for a in answers for x, band in zip(a.got, a.bands, strict=True)]
    return all(band.error(-x) <= band.allowed for x, band in pairs) and any(x for x, _ in pairs)


def _branch(exercise: Exercise, answers: Sequence[Answer], clues: Clues | None) -> str | None:
    if not clues or answers[0].leg != "autograd" or any(not math.isnan(a.got[n]) for a in answers for n in a.wrong):
        return None
    from .repairs import lost_branch  # imports numpy, which a right submission does not need

    line = lost_branch(answers, clues)
    if not line:
        return None
    return (
        f"The derivative is nan only where the branch that is not taken is infinite or nan (the where in line {line}): "
        "autograd multiplies its derivative by 0, which is nan. Limit the input of that branch first, as with clamp."
    )


def _not_numbers(answers: Sequence[Answer]) -> str | None:
    wrong = [a.got[n] for a in answers for n in a.wrong]
    if not wrong or any(map(math.isfinite, wrong)):
        return None
    they = f"All {len(wrong)} wrong results are" if len(wrong) > 1 else "The only wrong result is"
    return (
        f"{they} infinite or nan, the others are right. Usually an intermediate result overflows, or a divisor or the "
        "argument of a logarithm becomes 0."
    )


def _of_another(exercise: Exercise, answers: Sequence[Answer], others: Sequence[Exercise]) -> str | None:
    # this imports numpy, which a right submission does not need
    from .others import others_that_give

    found = others_that_give(exercise, answers, others)
    what = "derivative" if answers[0].wrt else "value"
    return f"Every {what} is that of {' or '.join(found)}, not of {exercise.slug}." if found else None


def _proportional(answers: Sequence[Answer]) -> str | None:
    known = factor(answers)
    return f"Every result is what it should be times {known}." if known else None
