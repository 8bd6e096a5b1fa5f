"""What isolation costs a submission, level by level and beside a fresh process: python benchmarks/isolation.py [ROUNDS]

One submission is: start a worker, import a file, one forward and one backward call on 10,000 numbers, end the worker.
The levels take turns, a fresh process now and then. Levels that this machine has not are left out.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from grader.course import LEVELS, Limits
from grader.dtypes import FLOAT32
from grader.judge import grade
from grader.judge.session import Session
from grader.judge.workers import Workers, alone
from grader.plugins import load
from grader.worker import protocol

ROOT = Path(__file__).resolve().parent.parent
SOLUTION = ROOT / "solutions" / "activations" / "sigmoid.py"
NUMBERS = protocol.pack(FLOAT32, (10_000,), [i / 5_000 - 1 for i in range(10_000)])
FRESH_EVERY = 10
STAGES = ("start and load", "forward", "backward", "end")


def submission(session: Session) -> list[float]:
    """Run one; the seconds that each stage took, without the end."""
    times = [session.started]
    with_name = {"name": "sigmoid", "differentiable": [True]}
    session.load("sigmoid.py", SOLUTION.read_text(encoding="utf-8"))
    times.append(time.monotonic())
    session.ask(protocol.FORWARD, with_name, [NUMBERS], 2)
    times.append(time.monotonic())
    session.ask(protocol.GRADIENTS, with_name, [NUMBERS, NUMBERS], 1)
    times.append(time.monotonic())
    return times


def timed(make: Callable[[], Session]) -> list[float]:
    with make() as session:
        times = submission(session)
    times.append(time.monotonic())
    return [b - a for a, b in pairwise(times)]


def fresh() -> list[float]:
    started = time.monotonic()
    with alone(Limits()) as session:
        times = submission(session)
    times[0] = started
    times.append(time.monotonic())
    return [b - a for a, b in pairwise(times)]


def memory(pid: str) -> dict[str, float]:
    """MiB of a process, by kind."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}


def children(pid: str) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def row(name: str, times: list[list[float]], base: float) -> str:
    totals = sorted(1e3 * sum(t) for t in times)
    median = statistics.median(totals)
    stages = "  ".join(f"{1e3 * statistics.median(column):8.1f}" for column in zip(*times, strict=True))
    return (
        f"{name:12} {median:8.1f} {totals[0]:8.1f} {totals[len(totals) * 9 // 10]:8.1f}  {base / median:8.1f}  {stages}"
    )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    started = time.monotonic()
    with Workers() as workers:
        with workers.session(Limits()) as session:
            session.load("x.py", "")
            best = session.isolation
        start = time.monotonic() - started
        levels = [level for level in LEVELS if level <= best]
        times: dict[str, list[list[float]]] = {level: [] for level in levels}
        alone_times = [fresh()]
        for round_ in range(rounds):
            for level in levels if round_ % 2 else levels[::-1]:
                times[level].append(timed(lambda level=level: workers.session(Limits(), level)))  # type: ignore[misc]
            if round_ % FRESH_EVERY == 0:
                alone_times.append(fresh())
        load_now = os.getloadavg()[0]
        print(f"{os.cpu_count()} cores, load {load_now:.1f}, Python {sys.version.split()[0]}, {rounds} rounds, ms")
        print(f"a template starts in {start:.2f} s; best level here {best}")
        print(
            f"{'':12} {'median':>8} {'least':>8} {'90 %':>8}  {'fresh/it':>8}  " + "  ".join(f"{s:>8}" for s in STAGES)
        )
        base = 1e3 * statistics.median(sum(t) for t in alone_times[1:])
        print(row("fresh", alone_times[1:], base))
        for level in levels:
            print(row(f"warm {level}", times[level], base))
        whole(workers, rounds)
        held(workers)


def whole(workers: Workers, rounds: int) -> None:
    """A right submission from start to report, with the checks prepared."""
    exercise = load().entries["sigmoid"].exercise
    checks = grade.plan(exercise, grade.DEFAULT_DTYPES, 0)
    times = []
    for _ in range(rounds):
        started, used = time.monotonic(), time.process_time()
        with workers.session(Limits()) as session:
            assert grade.grade(exercise, SOLUTION, session, checks, 0).passed
        times.append((time.monotonic() - started, time.process_time() - used))
    wall, judge = (1e3 * statistics.median(column) for column in zip(*times, strict=True))
    print(f"a right sigmoid in both dtypes, fork to report: {wall:.1f} ms; processor time of the judge {judge:.1f}")


def held(workers: Workers) -> None:
    """The memory of eight workers that have done a submission, and of their template."""
    sessions = [workers.session(Limits()) for _ in range(8)]
    for session in sessions:
        submission(session)
    (template,) = (pid for pid in children(str(os.getpid())) if len(children(pid)) == len(sessions))
    private = [memory(pid)["Private_Clean"] + memory(pid)["Private_Dirty"] for pid in children(template)]
    total = sum(memory(pid)["Pss"] for pid in [template, *children(template)])
    size = memory(template)["Rss"]
    for session in sessions:
        session.__exit__(None, None, None)
    print(
        f"template {size:.0f} MiB, a worker adds {statistics.median(private):.1f}; template and 8 workers {total:.0f}"
    )


if __name__ == "__main__":
    main()
