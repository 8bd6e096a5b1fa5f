"""Judges one submission, from the start to the report."""

import dataclasses
import hashlib
import platform
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from ..about import VERSION
from ..dtypes import DTYPES, INT64
from ..errors import MachineError, SubmissionError, WorkerError
from ..exercise import Exercise
from ..notebook.extract import MOST_BRACES, Extract, extract
from ..notebook.notebook_file import LARGEST_NOTEBOOK, begins, is_notebook, lean
from ..notebook.notebook_file import read as read_notebook
from ..reference.fingerprint import fingerprint
from ..report.model import CheckResult, Findings, GradingRun, Problem, Report, Score, SubmittedFile, without_answers
from ..worker import protocol
from .answers.attempt import Attempt
from .answers.clues import Clues
from .answers.showing import shown
from .checks.base import Check
from .checks.rules import Rules
from .crashes.cause import with_causes
from .diagnosis.observe import held_everywhere
from .explained import with_answers
from .filetype import advice, other_kind
from .lines_in_cells import in_cells
from .notes.notes import notes
from .plan import Planned
from .sandbox.session import CPU, Request, Session

LARGEST_FILE = 1 << 20
ON_DEVICES = ("values", "gradients", "trajectory", "speed", "rules")


def grade(planned: Planned, path: Path, attempt: Attempt, full: bool = False) -> Report:
    """Judges one submission. Its worker may still be starting. A full report contains the right
    answers, and a report with the seed says from which seed the checks were drawn.

    Raises:
        WorkerError: if the worker cannot be used and the student is not the cause.
        OSError: if the file cannot be read.
    """
    return grade_data(planned, str(path), read(path), attempt, full)


def grade_data(planned: Planned, path: str, data: bytes, attempt: Attempt, full: bool = False) -> Report:
    """Judges one submission from its bytes. `path` is its name in the report. For `full` see
    `grade`.

    Raises:
        WorkerError: if the worker cannot be used and the student is not the cause.
    """
    exercise, checks = planned.exercise, planned.checks
    session, error, taken = attempt.session, None, Extract("")
    try:
        taken = code(exercise, data)
        attempt.load(Path(path).name, taken.text, _forbidden(checks))
        results = shown(attempt, with_causes(exercise, checks, attempt, _run(checks, attempt)))
    except SubmissionError as caught:
        error = Problem(caught.code, "student", caught.message, path)
        reason = "not started" if caught.code == "S107" else f"the submission could not be used ({caught.code})"
        results = [_skipped(check, reason) for check in checks]
    environment = {
        "grader": VERSION,
        "python": platform.python_version(),
        "torch": session.torch,
        "isolation": f"{session.isolation} in bubblewrap" if session.walled else session.isolation,
        "system": f"{platform.system()} {platform.machine()}",
        "plugin": exercise.origin,
        "formula": f"SHA-256 {fingerprint(exercise)}",
    }
    sha256 = hashlib.sha256(data).hexdigest()
    duration = time.monotonic() - session.started
    report = Report(
        exercise=exercise.slug,
        title=exercise.text.title,
        submission=SubmittedFile(path, sha256, taken.cells, taken.left_out),
        run=GradingRun(planned.seed, environment, duration),
        checks=tuple(held_everywhere(results)),
        error=error,
        printed=session.printed(),
        notes=notes(taken.text, session.called, exercise.forbidden),
    )
    told = with_answers(exercise, report, attempt.clues.mistakes.suspects) if full else without_answers(report)
    return in_cells(told, taken.text)


def also_on(planned: Planned, attempt: Attempt, report: Report, data: bytes, required: bool) -> Report:
    """Returns the report, extended by the numeric checks on the device of another attempt. If
    there is no such device, these checks are skipped. The clues of the attempt may hold the values
    on the CPU, to compare with.

    Raises:
        MachineError: E909, if there is no such device and `required` is true.
        WorkerError: if the worker cannot be used and the student is not the cause.
    """
    session = attempt.session
    checks = [c for c in planned.checks if c.name in ON_DEVICES and session.has(c.dtype)]
    try:
        taken = code(planned.exercise, data).text
        attempt.load(Path(report.submission.path).name, taken, _forbidden(checks))
        results = held_everywhere(shown(attempt, _run(checks, attempt)))
    except MachineError as error:
        if required:
            raise
        results = [
            CheckResult(name=c.name, dtype=c.dtype.name, status="skipped", summary=error.message) for c in checks[:1]
        ]
    except SubmissionError as error:
        results = [_skipped(check, f"{error.code} {error.message}") for check in checks]
    there = tuple(dataclasses.replace(r, device=session.device) for r in results)
    told = without_answers(in_cells(dataclasses.replace(report, checks=there), session.source)).checks
    environment = {**report.run.environment, session.device: _about(session)}
    run = dataclasses.replace(report.run, environment=environment)
    return dataclasses.replace(report, checks=report.checks + told, run=run)


def _forbidden(checks: Sequence[Check]) -> Sequence[str]:
    return [name for check in checks if isinstance(check, Rules) for name in check.forbidden]


def _about(session: Session) -> str:
    """Returns a note about the device that a submission was judged on."""
    if not session.device_name:
        return "not there"
    precision = ", no TF32" if session.device == "cuda" else ""
    return f"{session.device_name}, isolation {session.isolation}{precision}{_memory(session)}"


def _memory(session: Session) -> str:
    """Returns how much memory of the device was used, if the worker can still say."""
    try:
        (answer,) = session.ask(Request(protocol.MEMORY, {}))
    except (SubmissionError, WorkerError):
        return ""
    size = INT64.unpack(answer.data)[0] if (answer.dtype, answer.shape) == (INT64, ()) else 0
    return f", at most {size / 2**20:.3g} MiB of its memory" if size > 0 else ""


def _run(checks: Sequence[Check], attempt: Attempt) -> list[CheckResult]:
    """Runs the checks in order. If the submission breaks a check, that check fails, and checks
    that could only break in the same way are skipped.

    The search for mistakes begins when all formats of a check have run. It begins with the finest
    format, where results show most. Coarser formats then use what it has found.
    """
    session, broken, done = attempt.session, "", list[CheckResult]()
    for _, group in groupby(checks, key=lambda c: c.name):
        results: list[CheckResult] = []
        for check in group:
            if broken:
                results.append(_skipped(check, broken))
                continue
            started = time.monotonic()
            try:
                result = check.run(attempt, done + results)
            except SubmissionError as error:
                if not done and not results and error.code == "S107":
                    raise
                if session.device != CPU and error.code == "S121":
                    # the effects of one check on the device must not count against the others
                    session.renew()
                elif not session.alive or not session.answered:
                    broken = f"{check.name} could not be run ({error.code})"
                result = CheckResult(
                    name=check.name,
                    dtype=check.dtype.name,
                    status="failed",
                    summary=error.message,
                    score=Score(0.0, check.points),
                    findings=Findings(code=error.code),
                )
            results.append(dataclasses.replace(result, seconds=time.monotonic() - started))
        done += _diagnosed(results, attempt.clues)
    return done


def _diagnosed(results: Sequence[CheckResult], clues: Clues) -> list[CheckResult]:
    """Returns the results of one check in several formats, with the mistakes that explain wrong
    ones.
    """
    found: dict[tuple[str, str], CheckResult] = {}
    for result in sorted(results, key=lambda r: -DTYPES[r.dtype].digits):
        started, key = time.monotonic(), (result.name, result.dtype)
        diagnoses = clues.mistakes.open.pop(key, tuple)()
        seconds = result.seconds + time.monotonic() - started
        found[key] = dataclasses.replace(
            result.found(diagnoses=diagnoses or result.findings.diagnoses), seconds=seconds
        )
    return [found[r.name, r.dtype] for r in results]


def _skipped(check: Check, reason: str) -> CheckResult:
    return CheckResult(
        name=check.name, dtype=check.dtype.name, status="skipped", summary=reason, score=Score(0.0, check.points)
    )


def read(path: Path) -> bytes:
    """Returns the bytes of a submission, but only a little more than the limit if there are too
    many. A notebook comes without its outputs.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
        if begins(data):
            data += file.read(LARGEST_NOTEBOOK - LARGEST_FILE)
    return lean(data)


def code(exercise: Exercise, data: bytes) -> Extract:
    """Returns the code to judge: the text of a Python file, or the part of a notebook that defines
    the exercise.

    Raises:
        SubmissionError: if the file is neither Python nor a notebook, empty, too large or not
            UTF-8, or if no cell of a notebook defines the exercise.
    """
    if not is_notebook(data):
        return Extract(text(data))
    more = [f"{exercise.slug}_backward"] if exercise.family.called else []
    found = extract(read_notebook(data), exercise.target, more)
    if len(found.text.encode("utf-8", "replace")) > LARGEST_FILE:
        raise SubmissionError("S103", f"the code has more than the {LARGEST_FILE:,} bytes that a submission may have")
    return found


def text(data: bytes) -> str:
    """Returns the text of a Python file.

    Raises:
        SubmissionError: if the file is empty, not Python, too large or not UTF-8.
    """
    if not data.strip():
        raise SubmissionError("S106", "the file is empty")
    if kind := other_kind(data):
        raise SubmissionError("S122", f"this is {kind}, not a Python file: {advice(kind)}")
    if len(data) > LARGEST_FILE:
        raise SubmissionError("S103", f"the file has more than the {LARGEST_FILE:,} bytes that a submission may have")
    if data.count(b"{") > MOST_BRACES:
        raise SubmissionError("S103", f"the file has more than {MOST_BRACES:,} {{, which would take too long to read")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SubmissionError(
            "S101", f"the file is not UTF-8: byte {data[error.start]:#04x} in line {line}; save it as UTF-8"
        ) from None
