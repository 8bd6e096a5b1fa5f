"""Adds the answers to a report: for each failed check the right formulas, and next to them those
that the submission computed.
"""

from collections.abc import Sequence
from dataclasses import replace

from ..errors import ExerciseError
from ..exercise import Exercise
from ..reference.slips import Mistake
from ..report.model import CheckResult, Diagnosis, Report
from ..specification import Misconception, Subject

SUBJECTS: dict[str, Subject] = {
    "values": "value",
    "gradients": "gradient",
    "trajectory": "trajectory",
    "training": "trajectory",
}


def with_answers(exercise: Exercise, report: Report, suspects: Sequence[Mistake]) -> Report:
    """Returns the report with these formulas. `suspects` are the mistakes that its diagnoses
    name.
    """
    return replace(report, checks=tuple(_answered(exercise, check, suspects) for check in report.checks))


def _answered(exercise: Exercise, check: CheckResult, suspects: Sequence[Mistake]) -> CheckResult:
    if not check.findings.failures or check.name not in SUBJECTS:
        return check
    # typesetting takes long to import, and few reports need it
    from ..reference.typeset.answers import right

    try:
        formulas = right(exercise, SUBJECTS[check.name])
        diagnoses = tuple(_with_formula(exercise, d, suspects, formulas) for d in check.findings.diagnoses)
    except ExerciseError:  # no rules, or it fails with default settings: it has no formula to show
        return check
    return check.found(right=formulas, diagnoses=diagnoses)


def _with_formula(
    exercise: Exercise, diagnosis: Diagnosis, suspects: Sequence[Mistake], right: Sequence[str]
) -> Diagnosis:
    """Returns the diagnosis with the formulas of its mistake, as far as they are not right."""
    from ..reference.typeset.answers import computed

    for mistake in suspects:
        same = diagnosis.id == f"{exercise.slug}.{mistake.id}" and mistake.explanation in diagnosis.explanation
        if same and isinstance(mistake, Misconception):
            formulas = computed(exercise, mistake)
            return replace(diagnosis, computed=tuple(f for f in formulas if f not in right))
    return diagnosis
