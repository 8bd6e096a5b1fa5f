"""The whole catalogue on an accelerator: python -m benchmarks.gpu [--only SLUG ...] [--jobs 8]
[--device cuda]

The model solutions' numbers are checked there in every format, several exercises at a time; then
each is timed, one at a time, beside what its limit is meant for. Prints the rows of docs/gpu.md as
they come. Like the tests in tests/gpu it needs no grader that is installed.
"""

import argparse
import platform
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tests.gpu.conftest  # noqa: F401 - finds grader where it is not installed
from grader.errors import GraderError
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.checks.speed import comparable
from grader.judge.plan import Plan
from grader.judge.sandbox.workers import Workers, alone
from grader.judge.speed.measure import Measurement, baselines
from grader.limit_settings import Limits
from grader.plugins import load
from grader.report.model import GradingRun, Report, SubmittedFile, Timing

ENTRIES = load().entries
FORMATS = ("float32", "float64", "float16", "bfloat16")
PATIENT = Limits(seconds=120, total_seconds=600)
SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
ONE_AT_A_TIME = threading.Lock()


class Alone(Measurement):
    """Nothing else is timed on the device from its first lap to its last."""

    def _look_alone(self) -> None:
        self._stack.enter_context(ONE_AT_A_TIME)
        super()._look_alone()


def source(slug: str) -> bytes:
    return (SOLUTIONS / ENTRIES[slug].topic / f"{slug}.py").read_bytes()


def checked(slug: str, device: str) -> Report:
    exercise = ENTRIES[slug].exercise
    planned = Plan(exercise=exercise, dtypes=FORMATS).work_out()
    with alone(PATIENT, device) as session:
        empty = Report(
            exercise=slug, title="", submission=SubmittedFile(f"{slug}.py", ""), run=GradingRun(0, {}, 0.0), checks=()
        )
        return grade.also_on(planned, Attempt(session), empty, source(slug), required=True)


def timed(slug: str, device: str) -> tuple[str, Sequence[Timing]]:
    """The isolation, and the times."""
    exercise = ENTRIES[slug].exercise
    if not comparable(exercise):
        return "", ()
    with Workers(device=device) as workers, workers.session(PATIENT) as session:
        session.load(f"{slug}.py", source(slug).decode())
        name, file = next(iter(baselines(exercise).items()))
        with Alone(exercise, session, {name: file}, exercise.speed or 10.0) as measurement:
            return session.isolation, list(measurement.timings())


def told(slug: str, device: str, times: bool) -> str:
    try:
        if not times:
            report = checked(slug, device)
            wrong = [
                f"{c.name} {c.dtype}: {c.findings.code} {c.summary}" for c in report.checks if c.status == "failed"
            ]
            what = ", ".join(f"{c.name} {c.dtype}" for c in report.checks if c.status == "passed")
            return f"| {slug} | {what} | {'; '.join(wrong) or '-'} | {report.run.environment[device]} |"
        cells = []
        isolation, timings = timed(slug, device)
        for t in timings:
            verdict = f", {t.verdict}" if t.verdict else ""
            taken = f"{t.seconds.own * 1e6:.1f} | {t.baseline} | {t.seconds.baseline * 1e6:.1f}"
            ratio = f"{t.ratio.median:.2f} ({t.ratio.low:.2f} to {t.ratio.high:.2f}){verdict} | {t.bound} | {isolation}"
            cells.append(f"| {slug} | {t.size:,} | {t.direction} | {taken} | {ratio} |")
        return "\n".join(cells) or f"| {slug} | not timed | | | | | | | |"
    except GraderError as error:
        return f"| {slug} | {type(error).__name__}: {error} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--jobs", type=int, default=8)
    parser.add_argument("--only", nargs="*", default=[], choices=sorted(ENTRIES), metavar="SLUG")
    options = parser.parse_args()
    slugs = options.only or [
        s
        for s, e in ENTRIES.items()
        if e.exercise.family.name not in ("sampler", "training") and not e.exercise.behaviour
    ]
    started = time.monotonic()
    for times, jobs in ((False, options.jobs), (True, max(2, options.jobs // 2))):
        with ThreadPoolExecutor(jobs) as pool:
            for row in pool.map(lambda slug, times=times: told(slug, options.device, times), slugs):
                print(row, flush=True)
    print(f"\n{len(slugs)} exercises, Python {platform.python_version()}, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
