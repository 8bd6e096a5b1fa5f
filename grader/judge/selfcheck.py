"""Is an exercise fit for students? Everything that an author and CI want to know about it, as a list of findings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..course import Limits
from ..dtypes import DTYPES, FLOAT32, FLOAT64
from ..errors import ExerciseError
from ..exercise import Exercise
from ..inputs import CALLED
from ..reference.facts import disagreements
from ..report.model import Report
from . import grade
from .checks.base import Check
from .distinct import check_misconceptions
from .matrix import Verdict, verdicts
from .outputs import Finding, movements, outputs
from .sensitivity import edits_seen
from .workers import Workers


@dataclass(frozen=True)
class SelfCheck:
    """All findings about an exercise, and its kill matrix."""

    exercise: str
    findings: tuple[Finding, ...]
    matrix: tuple[Verdict, ...]

    @property
    def passed(self) -> bool:
        return all(f.ok is not False for f in self.findings)


def selfcheck(exercise: Exercise, limits: Limits, workers: Workers, seed: int = 0) -> SelfCheck:
    """Look at everything that decides whether students may get an exercise."""
    findings = list(_words(exercise))
    try:
        checks = grade.plan(exercise, tuple(DTYPES), seed)
        check_misconceptions(exercise, seed)
        findings.append(Finding("formula", True, "evaluated, differentiated and bounded in every dtype"))
        findings += outputs(exercise, seed) if exercise.family in CALLED else movements(exercise, seed)
        findings.append(edits_seen(exercise, seed))
        matrix = [v for d in (FLOAT32, FLOAT64) for v in verdicts(exercise, d, seed)]
    except ExerciseError as error:
        return SelfCheck(exercise.slug, (*findings, Finding("formula", False, str(error))), ())
    findings += _named(exercise, matrix)
    findings.append(_facts(exercise))
    findings += _files(exercise, limits, workers, checks, seed)
    findings += _torch(exercise, limits, workers, seed)
    return SelfCheck(exercise.slug, tuple(findings), tuple(matrix))


def _words(exercise: Exercise) -> Iterator[Finding]:
    yield Finding(
        "prompt", bool(exercise.text.prompt), "there" if exercise.text.prompt else "say what is to be written"
    )
    hints = len(exercise.text.hints)
    yield Finding("hint", bool(hints), f"{hints} of them" if hints else "add a paragraph that begins with Hint:")


def _named(exercise: Exercise, matrix: Sequence[Verdict]) -> Iterator[Finding]:
    unnamed = sorted({f"{v.mistake} in {v.dtype} ({', '.join(v.names) or 'none'})" for v in matrix if not v.named})
    count = len(exercise.misconceptions) + len({v.mistake for v in matrix if v.check == "behaviour"})
    if not count:
        yield Finding("misconceptions", None, "none is declared")
    elif unnamed:
        yield Finding("misconceptions", False, f"not caught under their own name: {'; '.join(unnamed)}")
    else:
        yield Finding("misconceptions", True, f"{count} caught and named, none confused")


def _facts(exercise: Exercise) -> Finding:
    claims = sum(f.kind == "claim" for f in exercise.facts)
    computed, wrong = len(exercise.facts) - claims, sum(len(f.wrong) for f in exercise.facts if f.kind != "claim")
    if not exercise.facts:
        return Finding("facts", None, "none is stated")
    if found := disagreements(exercise):
        return Finding("facts", False, "; ".join(map(str, found)))
    return Finding("facts", True, f"{computed} as computed, {wrong} wrong ones refuted, {claims} with a source alone")


def _files(
    exercise: Exercise, limits: Limits, workers: Workers, checks: Sequence[Check], seed: int
) -> Iterator[Finding]:
    starter, solution = (_beside(exercise, folder) for folder in ("exercises", "solutions"))
    if starter is None or solution is None:
        yield Finding("starter and solution", None, "the plugin does not lie in a folder called plugins")
        return
    if starter.is_file():
        error = _graded(exercise, starter, limits, workers, checks, seed).error
        fresh = error is not None and error.code == "S107"
        yield Finding("starter", fresh, "is not started" if fresh else "must raise NotImplementedError")
    else:
        yield Finding("starter", False, f"{starter} is missing; grader start {exercise.slug} writes it")
    if solution.is_file():
        yield _passes("solution", _graded(exercise, solution, limits, workers, checks, seed))
    else:
        yield Finding("solution", False, f"{solution} is missing")


def _torch(exercise: Exercise, limits: Limits, workers: Workers, seed: int) -> Iterator[Finding]:
    if exercise.torch is None:
        yield Finding("torch's own", None, "the exercise names no function of torch")
        return
    module, _, name = exercise.torch.rpartition(".")
    checks = grade.plan(exercise, grade.DEFAULT_DTYPES, seed, own=False)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "torch_own.py"
        path.write_text(f"from {module} import {name} as {exercise.target}\n", encoding="utf-8")
        finding = _passes("torch's own", _graded(exercise, path, limits, workers, checks, seed))
    if not exercise.deviation:
        yield finding
    elif finding.ok:
        yield Finding(finding.what, False, f"passes, though the exercise says that {exercise.deviation}")
    else:
        yield Finding(finding.what, None, f"as the exercise says, {exercise.deviation}")


def _graded(
    exercise: Exercise, path: Path, limits: Limits, workers: Workers, checks: Sequence[Check], seed: int
) -> Report:
    with workers.session(limits) as session:
        return grade.grade(exercise, path, session, checks, seed)


def _passes(what: str, report: Report) -> Finding:
    if report.passed:
        dtypes = dict.fromkeys(c.dtype for c in report.checks if c.status == "passed")
        return Finding(what, True, f"passes in {', '.join(dtypes)}")
    failed = [f"{c.name} in {c.dtype}: {c.code} {c.summary}" for c in report.checks if c.status == "failed"]
    error = [f"{report.error.code} {report.error.message}"] if report.error else []
    return Finding(what, False, "; ".join([*failed, *error]))


def strays(exercises: Sequence[Exercise]) -> list[Path]:
    """Files in exercises/ and solutions/ beside a folder of plugins that belong to no exercise."""
    found = []
    for folder in ("exercises", "solutions"):
        wanted = {path for e in exercises if (path := _beside(e, folder))}
        roots = {next(p for p in path.parents if p.name == folder) for path in wanted}
        files = (file for root in sorted(roots) for file in sorted(root.rglob("*.py")))
        found += [file for file in files if file not in wanted and not file.name.startswith("_")]
    return found


def _beside(exercise: Exercise, folder: str) -> Path | None:
    """The file at the same relative path in a sister folder of plugins/."""
    path = Path(exercise.where.path)
    root = next((p for p in path.parents if p.name == "plugins"), None)
    return root.parent / folder / path.relative_to(root) if root else None
