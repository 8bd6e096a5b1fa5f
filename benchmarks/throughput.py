"""What a submission costs one judge with a warm template, stage by stage: python
benchmarks/throughput.py [ROUNDS]

A right sigmoid, a wrong one that is diagnosed, a right Adam and a wrong one take turns; the checks
are prepared before. CPU time is that of the judge, and that of the template with all its
workers.
"""

import contextlib
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from isolation import children, forker, memory

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.checks import gradients, trajectory, values
from grader.judge.plan import Plan
from grader.judge.sandbox.session import Session
from grader.judge.sandbox.workers import Workers
from grader.limit_settings import Limits
from grader.plugins import load
from grader.report.json import line

ROOT = Path(__file__).resolve().parent.parent
SUBMISSIONS = {
    "right sigmoid": ROOT / "solutions/activations/sigmoid.py",
    "wrong sigmoid": ROOT / "tests/submissions/sigmoid/wrong/difference_for_product.py",
    "right Adam": ROOT / "solutions/optimizers/adam.py",
    "wrong Adam": ROOT / "tests/submissions/adam/wrong/second_moment_not_corrected.py",
}
STAGES = ("fork", "load", "ask", "compare", "diagnose", "report", "end")
TICKS = os.sysconf("SC_CLK_TCK")


class Clock:
    """Charges the time that passes to the innermost stage that is under way."""

    def __init__(self) -> None:
        self._under_way = ["compare"]
        self.reset()

    def reset(self) -> None:
        self.seconds, self._since = Counter[str](), time.monotonic()

    def _charge(self) -> None:
        now = time.monotonic()
        self.seconds[self._under_way[-1]] += now - self._since  # type: ignore[assignment]
        self._since = now

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._charge()
        self._under_way.append(name)
        try:
            yield
        finally:
            self._charge()
            self._under_way.pop()

    def watch(self, owner: Any, function: str, name: str) -> None:
        """Have calls of a function be a stage from now on."""
        original = getattr(owner, function)

        def watched(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name):
                return original(*args, **kwargs)

        setattr(owner, function, watched)


def processor(pid: str) -> float:
    """Seconds that a process and all its children that have ended have used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    clock = Clock()
    for owner, function, name in (
        (Session, "_greet", "fork"),
        (Session, "load", "load"),
        (Session, "ask", "ask"),
        (Session, "__exit__", "end"),
        (values, "recognise", "diagnose"),
        (gradients, "recognise", "diagnose"),
        (trajectory, "recognise_paths", "diagnose"),
    ):
        clock.watch(owner, function, name)
    slugs = {what: what.split()[1].lower() for what in SUBMISSIONS}
    exercises = {slug: load().entries[slug].exercise for slug in slugs.values()}
    started = time.process_time()
    plans = {slug: Plan(exercise=exercise).work_out() for slug, exercise in exercises.items()}
    prepared = time.process_time() - started
    costs: dict[str, list[tuple[float, float, float, Counter[str]]]] = {what: [] for what in SUBMISSIONS}
    private: dict[str, list[float]] = {what: [] for what in SUBMISSIONS}
    with Workers() as workers:
        with workers.session(Limits()) as session:
            session.load("x.py", "")
        template = forker()
        for _ in range(rounds):
            for what, path in SUBMISSIONS.items():
                slug, data = slugs[what], path.read_bytes()
                clock.reset()
                wall, judge, rest = time.monotonic(), time.process_time(), processor(template)
                with clock.stage("fork"):
                    session = workers.session(Limits())
                with session:
                    report = grade.grade_data(plans[slug], f"{slug}.py", data, Attempt(session))
                    with clock.stage("report"):
                        line(report)
                    judge, seen = time.process_time() - judge, time.monotonic()
                    with clock.stage("seen"):
                        (worker,) = children(template)
                        private[what].append(sum(memory(worker)[kind] for kind in ("Private_Clean", "Private_Dirty")))
                    wall += time.monotonic() - seen
                assert report.passed == what.startswith("right")
                costs[what].append((time.monotonic() - wall, judge, processor(template) - rest, clock.seconds))
        size = memory(template)["Rss"]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {rounds} rounds; ms, medians, CPU time means")
    print(
        f"{'':14} {'wall':>7} {'judge':>7} {'worker':>7} {'cpu':>7} {'a second':>9}   "
        + "".join(f"{s:>9}" for s in STAGES)
    )
    for what, cost in costs.items():
        wall, judge = 1e3 * statistics.median(c[0] for c in cost), 1e3 * statistics.median(c[1] for c in cost)
        rest = 1e3 * statistics.mean(c[2] for c in cost)
        stages = "".join(f"{1e3 * statistics.median(c[3][s] for c in cost):9.1f}" for s in STAGES)
        cpu = judge + rest
        print(f"{what:14} {wall:7.1f} {judge:7.1f} {rest:7.1f} {cpu:7.1f} {1e3 / cpu:9.1f}   {stages}")
    print(f"the checks of both exercises take {prepared:.1f} s of CPU time, once")
    added = ", ".join(f"{what} {statistics.median(sizes):.1f}" for what, sizes in private.items())
    print(f"template {size:.0f} MiB, its worker's own: {added}")


if __name__ == "__main__":
    main()
