"""One submission from start to report."""

import dataclasses
import hashlib
import platform
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from ..about import VERSION
from ..dtypes import DTYPES, FLOAT32, INT64, DType
from ..errors import MachineError, SubmissionError, WorkerError
from ..exercise import Exercise
from ..limit import WORKING_OUT, limited
from ..reference import distribution
from ..reference.fingerprint import fingerprint
from ..report.model import CheckResult, Problem, Report, without_answers
from ..worker import protocol
from .answers.attempt import Attempt
from .answers.clues import Clues
from .answers.showing import shown
from .answers.solved import SolvedCases
from .checks.base import Check, Unable
from .checks.behaviour import BehaviourCheck
from .checks.contract import Contract
from .checks.distribution import Distribution, Draws
from .checks.gradients import Gradients
from .checks.rules import Rules
from .checks.speed import Speed, comparable
from .checks.step_contract import StepContract
from .checks.training import Training
from .checks.trajectory import Trajectory
from .checks.values import Values
from .diagnosis.observe import held_everywhere
from .explained import with_answers
from .filetype import advice, other_kind
from .notes.notes import notes
from .sandbox.session import CPU, Session
from .trajectories.lessons import lessons
from .trajectories.scenarios import scenarios

LARGEST_FILE = 1 << 20
MOST_BRACES = 20_000  # the time that Python takes to read an f-string grows with the square of its fields
DEFAULT_DTYPES = ("float32", "float64")
NO_SPEED = "its author gives no limit, or there is nothing to compare its time with"
ON_DEVICES = ("values", "gradients", "trajectory", "speed", "rules")
COARSE = "too coarse for a recurrence: its roundings would hide what a step does"


def plan(
    exercise: Exercise,
    dtypes: Sequence[str],
    seed: int,
    own: bool = True,
    others: Sequence[Exercise] = (),
    speed: bool = False,
) -> list[Check]:
    """The checks of an exercise with their truth worked out, ready for any number of submissions.

    `own` is whether it has to be the student's own work: nothing forbidden is called, the derivative written by hand.
    `others` are exercises that this one may be mistaken for, all of the catalogue. With `speed` the time counts too,
    where the exercise has a limit for it.

    Raises:
        ExerciseError: if the formula, or a form that should equal it, is wrong, or takes too long to be worked out.
    """
    formats = [DTYPES[name] for name in dtypes]
    with limited(WORKING_OUT, f"working out {exercise.slug}", exercise.where):
        checks = _plan(exercise, formats, seed, own, others, speed)
    if speed and not any(c.name == Speed.name for c in checks):
        checks.append(Unable(Speed.name, FLOAT32, NO_SPEED))
    return [*checks, Rules(exercise, formats[0])] if own and Rules.has_any(exercise) else checks


def _plan(
    exercise: Exercise, formats: Sequence[DType], seed: int, own: bool, others: Sequence[Exercise], speed: bool
) -> list[Check]:
    timed = [Speed(exercise, exercise.speed, 10)] if speed and exercise.speed and comparable(exercise) else []
    whole = 0.9 if timed else 1.0
    if exercise.family == "optimizer":
        return [*_optimizer_plan(exercise, formats, seed, whole), *timed]
    if exercise.family == "training":
        return _training_plan(exercise, formats, seed)
    if exercise.family == "sampler":
        distribution.check(exercise)
        return [Distribution(exercise, seed, 60), Draws(exercise, seed, 40)]
    share = whole / len(formats)
    plans = [SolvedCases(exercise, d, seed, tuple(others)) for d in formats]
    values: list[Check] = [Values(p, 40 * share) for p in plans]
    if exercise.behaviour:
        return [*values, BehaviourCheck(plans[0], exercise.behaviour, 40), Contract(plans[0], 20)]
    gradients: list[Check] = [Gradients(p, 40 * share, own and exercise.by_hand, plans) for p in plans]
    return [*values, *gradients, Contract(plans[0], 20 * whole), *timed]


def _training_plan(exercise: Exercise, formats: Sequence[DType], seed: int) -> list[Check]:
    fine = [d for d in formats if d.digits >= FLOAT32.digits]
    checks: list[Check] = [Training(exercise, d, lessons(exercise, d, seed), 100 / len(fine)) for d in fine]
    return [*checks, *(Unable("training", d, COARSE) for d in formats if d not in fine)]


def _optimizer_plan(exercise: Exercise, formats: Sequence[DType], seed: int, whole: float) -> list[Check]:
    fine = [d for d in formats if d.digits >= FLOAT32.digits]
    coarse = [d for d in formats if d not in fine]
    checks: list[Check] = [Trajectory(exercise, d, scenarios(exercise, d, seed), 80 * whole / len(fine)) for d in fine]
    checks += [StepContract(exercise, d, seed, 20 * whole) for d in fine[:1]]
    return [*checks, *(Unable("trajectory", d, COARSE) for d in coarse)]


def grade(
    exercise: Exercise, path: Path, attempt: Attempt, checks: Sequence[Check], seed: int | None, full: bool = False
) -> Report:
    """Judge one submission; its worker may still be starting. A full report gives the answers away, and
    one with the seed what the checks were drawn from.

    Raises:
        WorkerError: if the worker cannot be used, for reasons that are not the student's.
        OSError: if the file cannot be read.
    """
    return grade_data(exercise, str(path), read(path), attempt, checks, seed, full)


def grade_data(
    exercise: Exercise,
    path: str,
    data: bytes,
    attempt: Attempt,
    checks: Sequence[Check],
    seed: int | None,
    full: bool = False,
) -> Report:
    """Judge one submission whose bytes are at hand; `path` is what the report calls it. For `seed` and `full` see
    `grade`.

    Raises:
        WorkerError: if the worker cannot be used, for reasons that are not the student's.
    """
    session, error, source = attempt.session, None, ""
    try:
        source = text(data)
        attempt.load(Path(path).name, source, _forbidden(checks))
        results = shown(attempt, _run(checks, attempt))
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
        exercise.slug,
        exercise.text.title,
        path,
        sha256,
        seed,
        environment,
        duration,
        tuple(held_everywhere(results)),
        error,
        session.printed(),
        notes(source, session.called, exercise.forbidden),
    )
    return with_answers(exercise, report, attempt.clues.suspects) if full else without_answers(report)


def also_on(
    attempt: Attempt,
    report: Report,
    data: bytes,
    checks: Sequence[Check],
    required: bool,
) -> Report:
    """The report on a submission with what the checks of numbers give on the device of another attempt. If there is no
    such device, they are skipped. Its clues may have the values on the CPU, to compare with.

    Raises:
        MachineError: E909, if there is none and one is required.
        WorkerError: if the worker cannot be used, for reasons that are not the student's.
    """
    session = attempt.session
    checks = [c for c in checks if c.name in ON_DEVICES and session.has(c.dtype)]
    try:
        attempt.load(Path(report.path).name, text(data), _forbidden(checks))
        results = held_everywhere(shown(attempt, _run(checks, attempt)))
    except MachineError as error:
        if required:
            raise
        results = [CheckResult(c.name, c.dtype.name, "skipped", error.message) for c in checks[:1]]
    except SubmissionError as error:
        results = [_skipped(check, f"{error.code} {error.message}") for check in checks]
    there = tuple(dataclasses.replace(r, device=session.device) for r in results)
    told = without_answers(dataclasses.replace(report, checks=there)).checks
    environment = {**report.environment, session.device: _about(session)}
    return dataclasses.replace(report, checks=report.checks + told, environment=environment)


def _forbidden(checks: Sequence[Check]) -> Sequence[str]:
    return [name for check in checks if isinstance(check, Rules) for name in check.forbidden]


def _about(session: Session) -> str:
    """What is to be known of a device that a submission was judged on."""
    if not session.device_name:
        return "not there"
    precision = ", no TF32" if session.device == "cuda" else ""
    return f"{session.device_name}, isolation {session.isolation}{precision}{_memory(session)}"


def _memory(session: Session) -> str:
    """How much of the device's memory was taken, if the worker can still say."""
    try:
        (answer,) = session.ask(protocol.MEMORY, {})
    except (SubmissionError, WorkerError):
        return ""
    size = INT64.unpack(answer.data)[0] if (answer.dtype, answer.shape) == (INT64, ()) else 0
    return f", at most {size / 2**20:.3g} MiB of its memory" if size > 0 else ""


def _run(checks: Sequence[Check], attempt: Attempt) -> list[CheckResult]:
    """Run the checks in order; one that the submission breaks fails, those that could only break alike are skipped.

    Mistakes are looked for when the checks of one name have been made in all formats: in the finest format first, where
    results tell most, so that what is found there is known where coarser ones are looked at.
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
                    session.renew()  # what one check has done to the device is not held against the others
                elif not session.alive or not (done or results):
                    broken = f"{check.name} could not be run ({error.code})"
                result = CheckResult(
                    check.name, check.dtype.name, "failed", error.message, max_score=check.points, code=error.code
                )
            results.append(dataclasses.replace(result, seconds=time.monotonic() - started))
        done += _diagnosed(results, attempt.clues)
    return done


def _diagnosed(results: Sequence[CheckResult], clues: Clues) -> list[CheckResult]:
    """The results of one check in several formats, with the mistakes behind wrong ones."""
    found: dict[tuple[str, str], CheckResult] = {}
    for result in sorted(results, key=lambda r: -DTYPES[r.dtype].digits):
        started, key = time.monotonic(), (result.name, result.dtype)
        diagnoses = clues.open.pop(key, tuple)()
        seconds = result.seconds + time.monotonic() - started
        found[key] = dataclasses.replace(result, diagnoses=diagnoses or result.diagnoses, seconds=seconds)
    return [found[r.name, r.dtype] for r in results]


def _skipped(check: Check, reason: str) -> CheckResult:
    return CheckResult(check.name, check.dtype.name, "skipped", reason, max_score=check.points)


def read(path: Path) -> bytes:
    """The bytes of a submission, no more than it takes to see that there are too many."""
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def text(data: bytes) -> str:
    """The text of a submission.

    Raises:
        SubmissionError: if it is empty, no Python file, too large or not UTF-8.
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
