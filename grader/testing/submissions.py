"""Is a right submission right, and a wrong one wrong, from the file to the verdict?"""

import ast
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache

from ..exercise import Exercise
from ..family import Procedure
from ..judge import grade
from ..judge.answers.attempt import Attempt
from ..judge.plan import DEFAULT_DTYPES, Plan, Planned
from ..judge.sandbox.workers import Workers
from ..limit_settings import Limits
from ..report.model import Report
from ..starter import starter
from .demand import NotConformant, demand

PATIENT = Limits(seconds=30)
SEEDS = (0, 1)
VALUE = """
_right = {target}


def {target}(*tensors, **keywords):
    return _right(*tensors, **keywords) * 1.01
"""
GRADIENT = """
_right_backward = {target}_backward


def {target}_backward(*tensors, **keywords):
    found = _right_backward(*tensors, **keywords)
    return tuple(g * 1.01 for g in found) if isinstance(found, tuple) else found * 1.01
"""
STEP = """
class {target}({target}):
    @torch.no_grad()
    def step(self, closure=None):
        loss = super().step(closure)
        for p in (p for group in self.param_groups for p in group["params"]):
            p.add_(0.01)
        return loss
"""
LOOP = """
_right = {target}


def {target}(weight, *data, **settings):
    _right(weight, *data, **settings)
    with torch.no_grad():
        weight.add_(0.01)
"""
DRAW = """
_right = {target}


def {target}(size, **settings):
    return _right(size, **settings) * 2 + 1
"""


@dataclass(frozen=True)
class Mutation:
    """What is made wrong in a submission, the check that has to see it, and the code that does
    it.
    """

    what: str
    check: str
    code: str


MUTATIONS = {
    Procedure.CALL: Mutation("values", "values", VALUE),
    Procedure.STEP: Mutation("steps", "trajectory", STEP),
    Procedure.LOOP: Mutation("steps", "training", LOOP),
    Procedure.DRAW: Mutation("numbers", "distribution", DRAW),
}


def mutations(exercise: Exercise) -> Iterator[Mutation]:
    """What can be made wrong in any right submission of an exercise."""
    yield MUTATIONS[exercise.family.procedure]
    if exercise.backward and exercise.differentiable:
        yield Mutation("gradients", "gradients", GRADIENT)


def starter_fails(exercise: Exercise, workers: Workers | None) -> None:
    """The starter defines what a submission has to, and is told to be not started."""
    text = starter(exercise)
    try:
        made = {n.name for n in ast.parse(text).body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    except SyntaxError as error:
        raise NotConformant(f"the starter is no Python: {error}") from error
    wanted = {exercise.target, *([f"{exercise.slug}_backward"] if exercise.backward else [])}
    demand(wanted == made, f"the starter defines {', '.join(sorted(made))}, not {', '.join(sorted(wanted))}")
    report = _graded(exercise, text, workers)
    told = report.error.code if report.error else "nothing"
    demand(told == "S107", f"the starter is not told to be not started (S107), but {told}")


def solution_passes(exercise: Exercise, solution: str, workers: Workers | None) -> None:
    """A right submission has all points, whatever the seed."""
    for seed in SEEDS:
        report = _graded(exercise, solution, workers, seed)
        demand(report.passed and report.score == report.max_score, _told(report))


def mutant_fails(exercise: Exercise, solution: str, mutation: Mutation, workers: Workers | None) -> None:
    """A wrong one fails by the check that is for it; where that shows a result, there is a line
    that was run.
    """
    wrong = f"{solution}\n\nimport torch\n{mutation.code.format(target=exercise.target)}"
    report = _graded(exercise, wrong, workers)
    failed = [c for c in report.checks if c.status == "failed" and c.name == mutation.check]
    demand(failed, f"a submission with wrong {mutation.what} is not failed by {mutation.check}: {_told(report)}")
    shown = [f for c in failed for f in c.findings.failures]
    demand(not shown or any(f.call for f in shown), "no line was found that shows what is wrong")


def _graded(exercise: Exercise, text: str, workers: Workers | None, seed: int = 0) -> Report:
    planned = _planned(exercise, seed)
    with ExitStack() as stack:
        session = (workers or stack.enter_context(Workers())).session(PATIENT)
        attempt = Attempt(stack.enter_context(session))
        return grade.grade_data(planned, f"{exercise.slug}.py", text.encode(), attempt)


@lru_cache(maxsize=8)
def _planned(exercise: Exercise, seed: int) -> Planned:
    return Plan(exercise=exercise, dtypes=DEFAULT_DTYPES, seed=seed).work_out()


def _told(report: Report) -> str:
    if report.error:
        return f"{report.error.code} {report.error.message}"
    failed = [f"{c.name} in {c.dtype}: {c.findings.code} {c.summary}" for c in report.checks if c.status == "failed"]
    return "; ".join(failed) or "it passes"
