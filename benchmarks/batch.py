"""How a large batch goes, from start to end: python benchmarks/batch.py [SUBMISSIONS] [--kills N]

Right and wrong submissions of an exercise, one wrong one in four, all made different by a comment.
Prints the rate and the memory of the processes that judge, a tenth after the start and at the end.
With --kills the run is killed so many times, at random moments between a tenth and nine tenths, and
begun again; at the end it says whether anything was lost or graded twice.
"""

import argparse
import itertools
import os
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 0.25  # between two looks
Sample = tuple[float, int, int, int]  # seconds, results, MiB of the batch, of one judge


def write_class(folder: Path, slug: str, count: int) -> None:
    right = next((ROOT / "solutions").rglob(f"{slug}.py")).read_text(encoding="utf-8")
    wrong = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/submissions" / slug / "wrong").glob("*.py"))]
    texts = itertools.cycle(itertools.chain.from_iterable((right, right, right, text) for text in wrong or [right]))
    for n, text in enumerate(itertools.islice(texts, count)):
        (folder / f"s{n:05}").mkdir(parents=True)
        (folder / f"s{n:05}" / f"{slug}.py").write_text(f"{text}# {n}\n", encoding="utf-8")


def results(folder: Path) -> dict[str, tuple[int, str, float]]:
    """Every result by the hash of its file: row, moment and score."""
    with closing(sqlite3.connect(f"file:{folder / 'results.sqlite'}?mode=ro", uri=True)) as db:
        return {sha: tuple(rest) for sha, *rest in db.execute("select sha256, id, graded_at, score from results")}


def count(folder: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{folder / 'results.sqlite'}?mode=ro", uri=True)) as db:
            return int(db.execute("select count(*) from results").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def mebibytes(pid: int) -> int:
    """The resident memory of a process; 0 if it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) >> 10 for line in lines if line.startswith("VmRSS"))
    except (OSError, StopIteration):
        return 0


def judges(parent: int) -> list[int]:
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(pid) for pid in children]


def watch(folder: Path, jobs: int, until: int | None, since: float) -> list[Sample]:
    """One run, killed once it has `until` results; what was seen of it from time to time."""
    log = (folder / "log").open("ab")
    command = [sys.executable, "-m", "grader", "batch", "class", "-j", str(jobs), "--export", "class.csv"]
    samples: list[Sample] = []
    with log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as run:
        while run.poll() is None:
            done, children = count(folder), judges(run.pid)
            memory = max(map(mebibytes, children), default=0)
            samples.append((time.monotonic() - since, done, mebibytes(run.pid), memory))
            if until is not None and done >= until:
                os.kill(run.pid, signal.SIGKILL)
                run.wait()
                while any(mebibytes(pid) for pid in children):
                    time.sleep(SECONDS)
                return samples
            time.sleep(SECONDS)
    if run.returncode:
        sys.exit((folder / "log").read_text(encoding="utf-8")[-3000:])
    return samples


def rate(samples: list[Sample], low: int, high: int) -> float:
    """Results for each second while there were between so many and so many; nan if that was not
    seen twice.
    """
    seen = [(t, n) for t, n, *_ in samples if low <= n <= high]
    return (seen[-1][1] - seen[0][1]) / (seen[-1][0] - seen[0][0]) if len({n for _, n in seen}) > 1 else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("submissions", type=int, nargs="?", default=300)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--exercise", default="sigmoid")
    given = parser.parse_args()
    total, tenth = given.submissions, given.submissions // 10
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_class(folder / "class", given.exercise, total)
        since, samples, before = time.monotonic(), list[Sample](), dict[str, Any]()
        kept = True
        for until in [*sorted(random.sample(range(tenth, 9 * tenth), given.kills)), None]:
            samples += watch(folder, given.jobs, until, since)
            now = results(folder)
            kept = kept and all(now.get(sha) == result for sha, result in before.items())
            before = now
            if until is not None:
                print(f"killed after {len(now)} results")
        size = (folder / "results.sqlite").stat().st_size / total / 1024
        lines = len((folder / "class.csv").read_text(encoding="utf-8-sig").splitlines()) - 1
    first, last = (
        [s for s in samples if low <= s[1] <= high] for low, high in ((tenth, 2 * tenth), (9 * tenth, total))
    )
    machine = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"{machine}, {given.jobs} judges, {given.exercise}, {total} submissions")
    print(f"{'':24} {'second tenth':>14} {'last tenth':>12}")
    print(f"{'results a second':24} {rate(samples, tenth, 2 * tenth):14.2f} {rate(samples, 9 * tenth, total):12.2f}")
    for n, what in ((2, "batch MiB (median)"), (3, "largest judge MiB")):
        medians = (statistics.median(s[n] for s in part) if part else float("nan") for part in (first, last))
        print(f"{what:24} {next(medians):14.0f} {next(medians):12.0f}")
    print(f"{samples[-1][0]:.0f} s, {size:.1f} KiB a result")
    whole = kept and len(before) == lines == total
    print(f"{len(before)} results, {lines} rows in the class report; none lost and none graded twice: {whole}")


if __name__ == "__main__":
    main()
