"""What isolation costs a submission, level by level and beside a fresh process: python
benchmarks/isolation.py [ROUNDS]

One submission is: start a worker, import a file, one forward and one backward call on 10,000
numbers, end the worker. The levels take turns, ten submissions at a time, and a fresh process after
each round. Levels that this machine has not are left out. CPU time is that of judge, template
and worker together, and on a busy machine the steadier figure.
"""

import os
import resource
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path

from grader.dtypes import FLOAT32
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.plan import Plan
from grader.judge.sandbox.session import Request, Session
from grader.judge.sandbox.workers import Workers, alone
from grader.limit_settings import LEVELS, Limits
from grader.plugins import load
from grader.worker import protocol

ROOT = Path(__file__).resolve().parent.parent
SOLUTION = ROOT / "solutions" / "activations" / "sigmoid.py"
NUMBERS = protocol.pack(FLOAT32, (10_000,), [i / 5_000 - 1 for i in range(10_000)])
BLOCK = 10
STAGES = ("load", "forward", "backward", "end")
TICKS = os.sysconf("SC_CLK_TCK")
Row = tuple[
    list[list[float]], list[float]
]  # seconds of every stage of each submission, processor seconds of each block


def submission(session: Session, started: float) -> list[float]:
    """When each stage was over, without the end."""
    request = {"name": "sigmoid", "differentiable": [True]}
    session.load("sigmoid.py", SOLUTION.read_text(encoding="utf-8"))
    times = [started, time.monotonic()]
    session.ask(Request(protocol.FORWARD, request, [NUMBERS]))
    times.append(time.monotonic())
    session.ask(Request(protocol.GRADIENTS, request, [NUMBERS, NUMBERS], 1))
    times.append(time.monotonic())
    return times


def fresh(row: Row) -> None:
    used, started = processor(), time.monotonic()
    with alone(Limits()) as session:
        times = submission(session, started)
    times.append(time.monotonic())
    row[0].append([b - a for a, b in pairwise(times)])
    row[1].append(processor() - used)


def block(workers: Workers, level: str, template: str, row: Row) -> None:
    used = processor(template)
    for _ in range(BLOCK):
        started = time.monotonic()
        with workers.session(Limits(), level) as session:
            times = submission(session, started)
        times.append(time.monotonic())
        row[0].append([b - a for a, b in pairwise(times)])
    row[1].append((processor(template) - used) / BLOCK)


def processor(template: str = "") -> float:
    """Processor seconds of this process and those it has reaped; and of a template and those that
    it has.
    """
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    own = sum(u.ru_utime + u.ru_stime for u in usages)
    if not template:
        return own
    fields = Path(f"/proc/{template}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return own + sum(map(int, fields[11:15])) / TICKS


def children(pid: str) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def forker() -> str:
    """The process that forks this one's workers: its only child, or that one's where bubblewrap is
    around it.
    """
    (pid,) = children(str(os.getpid()))
    return children(pid)[0] if Path(f"/proc/{pid}/comm").read_text(encoding="ascii") == "bwrap\n" else pid


def memory(pid: str) -> dict[str, float]:
    """MiB of a process, by kind."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    return {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines}


def show(name: str, row: Row, base: Row) -> None:
    totals = sorted(1e3 * sum(t) for t in row[0])
    median, cpu = statistics.median(totals), 1e3 * statistics.median(row[1])
    ratios = [1e3 * statistics.median(map(sum, base[0])) / median, 1e3 * statistics.median(base[1]) / cpu]
    stages = " ".join(f"{1e3 * statistics.median(column):8.1f}" for column in zip(*row[0], strict=True))
    tenth = totals[len(totals) * 9 // 10]
    print(
        f"{name:8} {median:8.1f} {totals[0]:8.1f} {tenth:8.1f} {cpu:8.1f} {ratios[0]:7.0f}x {ratios[1]:7.0f}x {stages}"
    )


def whole(workers: Workers, template: str, rounds: int) -> None:
    """A right submission from start to report, with the checks prepared."""
    exercise = load().entries["sigmoid"].exercise
    planned = Plan(exercise=exercise).work_out()
    times, used = [], processor(template)
    for _ in range(rounds):
        started = time.monotonic()
        with workers.session(Limits()) as session:
            assert grade.grade(planned, SOLUTION, Attempt(session)).passed
        times.append(time.monotonic() - started)
    cpu = (processor(template) - used) / rounds
    print(f"a right sigmoid in both dtypes: {1e3 * statistics.median(times):.1f} ms, {1e3 * cpu:.1f} of CPU time")


def held(workers: Workers, template: str) -> None:
    """The memory of eight workers that have done a submission, and of their template."""
    sessions = [workers.session(Limits()) for _ in range(8)]
    for session in sessions:
        submission(session, 0.0)
    private = [memory(pid)["Private_Clean"] + memory(pid)["Private_Dirty"] for pid in children(template)]
    total = sum(memory(pid)["Pss"] for pid in [template, *children(template)])
    size = memory(template)["Rss"]
    for session in sessions:
        session.__exit__(None, None, None)
    print(
        f"template {size:.0f} MiB, a worker adds {statistics.median(private):.1f}; template and 8 workers {total:.0f}"
    )


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    started = time.monotonic()
    with Workers() as workers:
        with workers.session(Limits()) as session:
            session.load("x.py", "")
            best = session.isolation
        start = time.monotonic() - started
        template = forker()
        levels = [level for level in LEVELS if level <= best]
        rows: dict[str, Row] = {name: ([], []) for name in ("fresh", *levels)}
        for number in range(rounds):
            for level in levels if number % 2 else levels[::-1]:
                block(workers, level, template, rows[level])
            fresh(rows["fresh"])
        print(
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}, {rounds} rounds"
        )
        print(f"a template starts in {start:.2f} s; ms:")
        heads = ("median", "least", "90 %", "cpu", "fresh/it", "its cpu", *STAGES)
        print(f"{'':8} " + " ".join(f"{head:>8}" for head in heads))
        for name, row in rows.items():
            show(name, row, rows["fresh"])
        whole(workers, template, 5 * rounds)
        held(workers, template)


if __name__ == "__main__":
    main()
