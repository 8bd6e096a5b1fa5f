"""Checks whether an exercise is fit for students. Returns a list of findings for its author and for
CI.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from ...author_names import unused
from ...dtypes import DTYPES, FLOAT32, FLOAT64
from ...errors import ExerciseError
from ...exercise import Exercise
from ...limit import COMPARING, limited
from ...limit_settings import Limits
from ...reference.facts import disagreements
from ...reference.formula import check_steady
from ...report.model import Report
from ...specification import place
from .. import grade
from ..answers.attempt import Attempt
from ..plan import Plan, Planned
from ..sandbox.workers import Workers
from .equal_misconceptions import check_misconceptions
from .matrix import Verdict, verdicts
from .outputs import Finding, outputs
from .sensitivity import edits_seen

# faults that can be seen where the formula and its derivative are written down
DERIVED = ("A614", "A615", "A619")


@dataclass(frozen=True)
class SelfCheck:
    """All findings about an exercise, and its kill matrix; `kept` from an earlier run if nothing
    has changed since.
    """

    exercise: str
    findings: tuple[Finding, ...]
    matrix: tuple[Verdict, ...]
    kept: bool = False

    @property
    def passed(self) -> bool:
        return all(f.ok is not False for f in self.findings)


def selfcheck(exercise: Exercise, limits: Limits, workers: Workers, seed: int = 0) -> SelfCheck:
    """Examines everything that decides whether students may get an exercise."""
    findings = list(_words(exercise))
    try:
        with limited(COMPARING, f"comparing {exercise.slug} with its mistakes", exercise.where):
            check_steady(exercise)
            planned = Plan(exercise=exercise, dtypes=tuple(DTYPES), seed=seed).work_out()
            check_misconceptions(exercise, seed)
            findings.append(Finding("formula", True, "evaluated, differentiated and bounded in every dtype"))
            findings += outputs(exercise, seed)
            findings.append(edits_seen(exercise, seed))
            matrix = [v for d in (FLOAT32, FLOAT64) for v in verdicts(exercise, d, seed)]
            findings += [*_named(exercise, matrix), _facts(exercise)]
    except ExerciseError as error:
        said = [f for f in findings if f.what != "formula"]
        fault = Finding("formula", False, f"{error}; see: {_closer(exercise, error)}")
        return SelfCheck(exercise.slug, (*said, fault), ())
    findings += _files(planned, limits, workers)
    findings += _torch(exercise, limits, workers, seed)
    return SelfCheck(exercise.slug, tuple(findings), tuple(matrix))


def _closer(exercise: Exercise, error: ExerciseError) -> str:
    """The command that shows more of what is wrong."""
    return f"grader derive {exercise.slug}" if error.code in DERIVED else f"grader explain {error.code}"


def _words(exercise: Exercise) -> Iterator[Finding]:
    yield Finding(
        "prompt", bool(exercise.text.prompt), "there" if exercise.text.prompt else "say what is to be written"
    )
    hints = len(exercise.text.hints)
    if exercise.hyperparameters:
        never = unused(exercise)
        said = f"the formula never uses {', '.join(never)}" if never else "the formula uses them"
        yield Finding("hyperparameters", not never, said)
    yield Finding("hint", bool(hints), f"{hints} of them" if hints else "add a paragraph that begins with Hint:")


def _named(exercise: Exercise, matrix: Sequence[Verdict]) -> Iterator[Finding]:
    count = len(exercise.misconceptions) + len({v.mistake for v in matrix if v.check == "behaviour"})
    found = [f"{told}; see: grader selfcheck {exercise.slug} --matrix" for told in _confused(exercise, matrix)]
    if not count:
        yield Finding("misconceptions", None, "none is declared")
    elif not found:
        yield Finding("misconceptions", True, f"{count} caught and named, none confused")
    yield from (Finding("misconceptions", False, detail) for detail in found)


def _confused(exercise: Exercise, matrix: Sequence[Verdict]) -> Iterator[str]:
    """What is wrong with the names that mistakes are given: of two that are equal first, then of
    all others.
    """
    names = {(v.mistake, v.dtype): v.names for v in matrix}
    equal = [
        (first, second)
        for first, second in combinations(exercise.misconceptions, 2)
        if any(
            first.id in names.get((second.id, dtype), ()) and second.id in names.get((first.id, dtype), ())
            for dtype in DTYPES
        )
    ]
    for first, second in equal:
        advice = f'keep one, or write same_as="{first.id}" at {second.id}'
        yield f"{place(second.function)}: {first.id} and {second.id} give the same results: {advice}"
    told = {m.id for pair in equal for m in pair}
    unnamed = sorted(
        {
            f"{v.mistake} in {v.dtype} ({', '.join(v.names) or 'none'})"
            for v in matrix
            if not v.named and v.mistake not in told
        }
    )
    if unnamed:
        yield f"not caught under their own name: {'; '.join(unnamed)}"


def _facts(exercise: Exercise) -> Finding:
    claims = sum(f.kind == "claim" for f in exercise.facts)
    computed, wrong = len(exercise.facts) - claims, sum(len(f.wrong) for f in exercise.facts if f.kind != "claim")
    if not exercise.facts:
        return Finding("facts", None, "none is stated")
    if found := disagreements(exercise):
        return Finding("facts", False, f"{exercise.where}: {'; '.join(map(str, found))}: state what is computed")
    return Finding("facts", True, f"{computed} as computed, {wrong} wrong ones refuted, {claims} with a source alone")


def _files(planned: Planned, limits: Limits, workers: Workers) -> Iterator[Finding]:
    exercise = planned.exercise
    starter, solution = (beside(exercise, folder) for folder in ("exercises", "solutions"))
    if starter is None or solution is None:
        yield Finding("starter and solution", None, "the plugin does not lie in a folder called plugins")
        return
    if starter.is_file():
        error = _graded(planned, starter, limits, workers).error
        fresh = error is not None and error.code == "S107"
        yield Finding("starter", fresh, "is not started" if fresh else "must raise NotImplementedError")
    else:
        written = f"grader start {exercise.slug} writes it into the current folder"
        yield Finding("starter", False, f"{starter} is missing; {written}")
    if solution.is_file():
        report = _graded(planned, solution, limits, workers)
        formats = dict.fromkeys(c.dtype for c in report.checks if c.status == "failed")
        options = "".join(f" --dtype {dtype}" for dtype in formats)
        yield _passes("solution", report, f"see: grader check {exercise.slug} {solution}{options}")
    else:
        yield Finding("solution", False, f"{solution} is missing: a submission that has to pass")


def _torch(exercise: Exercise, limits: Limits, workers: Workers, seed: int) -> Iterator[Finding]:
    if exercise.torch is None:
        yield Finding("torch's own", None, "the exercise names no function of torch")
        return
    module, _, name = exercise.torch.rpartition(".")
    planned = Plan(exercise=exercise, seed=seed, own=False).work_out()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "torch_own.py"
        path.write_text(f"from {module} import {name} as {exercise.target}\n", encoding="utf-8")
        report = _graded(planned, path, limits, workers)
    if report.error and report.error.code == "S102":
        yield Finding("torch's own", False, f"{exercise.where}: torch has no {exercise.torch}: correct torch=")
    elif not exercise.deviation:
        yield _passes("torch's own", report, _beside_torch(exercise, report))
    elif report.passed:
        yield Finding("torch's own", False, f"passes, though the exercise says that {exercise.deviation}")
    else:
        yield Finding("torch's own", None, f"as the exercise says, {exercise.deviation}")


def _beside_torch(exercise: Exercise, report: Report) -> str:
    """One result that differs, and what may be wrong."""
    advice = f"{exercise.where}: correct the formula or torch=, or say with deviation= how they differ"
    for failure in (f for c in report.checks for f in c.findings.failures[:1]):
        at = ", ".join(f"{name}={value}" for name, value in failure.inputs.items())
        return f"at {at} the formula gives {failure.expected.text} and torch {failure.got.text}; {advice}"
    return advice


def _graded(planned: Planned, path: Path, limits: Limits, workers: Workers) -> Report:
    with workers.session(limits) as session:
        return grade.grade(planned, path, Attempt(session))


def _passes(what: str, report: Report, further: str) -> Finding:
    if report.passed:
        dtypes = dict.fromkeys(c.dtype for c in report.checks if c.status == "passed")
        return Finding(what, True, f"passes in {', '.join(dtypes)}")
    failed = [f"{c.name} in {c.dtype}: {c.findings.code} {c.summary}" for c in report.checks if c.status == "failed"]
    error = [f"{report.error.code} {report.error.message}"] if report.error else []
    return Finding(what, False, "; ".join([*failed, *error, further]))


def strays(exercises: Sequence[Exercise]) -> list[Path]:
    """Returns the files in exercises/ and solutions/ that belong to no exercise."""
    found = []
    for folder in ("exercises", "solutions"):
        wanted = {path for e in exercises if (path := beside(e, folder))}
        roots = {next(p for p in path.parents if p.name == folder) for path in wanted}
        files = (file for root in sorted(roots) for file in sorted(root.rglob("*.py")))
        found += [file for file in files if file not in wanted and not file.name.startswith("_")]
    return found


def beside(exercise: Exercise, folder: str) -> Path | None:
    """The file at the same relative path in a sister folder of plugins/."""
    path = Path(exercise.where.path)
    root = next((p for p in path.parents if p.name == "plugins"), None)
    return root.parent / folder / path.relative_to(root) if root else None
