"""Submissions for each second beside what courses use otherwise: the same right sigmoid, values and
gradient.

    python3.11 -m venv NB && NB/bin/pip install nbgrader ipykernel torch==2.13.0
    python3.11 -m venv OT && OT/bin/pip install otter-grader ipykernel torch==2.13.0
    python benchmarks/side_by_side.py [ROUNDS] [--nbgrader NB] [--otter OT]

All take turns in every round and have one process at a time. Ours is a batch that goes on, with
each result written for good; pytest and otter run are a process for each submission, nbgrader
autograde is one for several.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from grader import plugins
from grader.batch import pool
from grader.batch.collect import Collected, HandIn
from grader.batch.run_settings import Settings
from grader.batch.store import Store
from grader.judge.plan import DEFAULT_DTYPES
from grader.limit_settings import Limits

SOLUTION = Path(__file__).resolve().parent.parent / "solutions" / "activations" / "sigmoid.py"
CODE = SOLUTION.read_text(encoding="utf-8")
# submissions a round: of ours, of nbgrader's; seconds for a command
OURS, STUDENTS, LONGEST = 20, 3, 300
COMPARE = """
import torch
for dtype in (torch.float32, torch.float64):
    x = torch.linspace(-30, 30, 88, dtype=dtype, requires_grad=True)
    upstream = torch.linspace(-2, 2, 88, dtype=dtype)
    right = torch.sigmoid(x)
    (slope,) = torch.autograd.grad(right, x, upstream)
    torch.testing.assert_close(sigmoid(x.detach()), right.detach())
    torch.testing.assert_close(sigmoid_backward(upstream, x.detach()), slope)
"""
INDENTED = COMPARE.replace("\n", "\n    ")
PYTEST = f"from sigmoid import sigmoid, sigmoid_backward\n\ndef test_sigmoid():{INDENTED}"
OTTER = f"""from otter.test_files import test_case
OK_FORMAT = False
name, points = "sigmoid", 1

@test_case(points=1)
def test_sigmoid(sigmoid, sigmoid_backward):{INDENTED}"""


def call(command: list[str | Path], folder: Path, venv: Path | None = None) -> None:
    """Run a command to its end, with a home of its own; its output only if it fails."""
    path = os.pathsep.join([*([str(venv.resolve() / "bin")] if venv else []), os.environ["PATH"]])
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HOME": str(folder), "PATH": path}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=LONGEST)
    if done.returncode:
        sys.exit(f"{command}\n{done.stdout[-2000:]}{done.stderr[-3000:]}")


class Ours:
    """One judge process of a batch, and the results file."""

    def __init__(self, folder: Path, rounds: int) -> None:
        settings = Settings(Limits(), DEFAULT_DTYPES, 0, str(folder))
        self._keys = settings.keys(plugins.load(None), ["sigmoid"])
        self._store = Store(folder / "results.sqlite")
        data = [f"{CODE}# {n}\n".encode() for n in range(rounds * OURS + 1)]
        self._store.hand_in(Collected([HandIn(f"s{n}", "sigmoid", "", text) for n, text in enumerate(data)]))
        started = time.monotonic()
        self._outcomes = pool.run(self._store.pending(self._keys), self._store.source, settings, 1)
        self._one()
        self.first = time.monotonic() - started

    def _one(self) -> None:
        outcome = next(self._outcomes)
        assert outcome.graded.status == "passed", outcome.report
        self._store.record(outcome.job, self._keys["sigmoid"], outcome.report, outcome.graded, "now")

    def round(self) -> int:
        for _ in range(OURS):
            self._one()
        return OURS

    def end(self) -> None:
        self._outcomes.close()


class Pytest:
    """A fresh process for each submission, with a test written by hand."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copy(SOLUTION, folder)
        (folder / "test_sigmoid.py").write_text(PYTEST, encoding="utf-8")

    def round(self) -> int:
        call([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"], self._folder)
        return 1


class Otter:
    """`otter run` with the same test in the format of otter."""

    def __init__(self, folder: Path, venv: Path) -> None:
        self._folder, self._venv = folder, venv
        (folder / "tests").mkdir()
        (folder / "tests" / "test_sigmoid.py").write_text(OTTER, encoding="utf-8")
        shutil.copy(SOLUTION, folder)
        without = ["--no-config", "--no-requirements", "--no-environment"]
        call(
            [venv.resolve() / "bin" / "otter", "generate", "-t", "tests", "-o", "autograder.zip", *without],
            folder,
            venv,
        )

    def round(self) -> int:
        otter = self._venv.resolve() / "bin" / "otter"
        call([otter, "run", "-a", "autograder.zip", "-o", ".", "--no-logo", "sigmoid.py"], self._folder, self._venv)
        tests = json.loads((self._folder / "results.json").read_text(encoding="utf-8"))["tests"]
        assert sum(t.get("score", 0) for t in tests) == 1, tests
        return 1


class Nbgrader:
    """`nbgrader autograde` of some students' notebooks, with the same test in a cell that they
    cannot change.
    """

    def __init__(self, folder: Path, venv: Path) -> None:
        self._folder, self._program, self._venv = folder, venv.resolve() / "bin" / "nbgrader", venv
        (folder / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'c'\n")
        self._write(folder / "source")
        call([self._program, "generate_assignment", "sigmoid"], folder, venv)
        for n in range(STUDENTS):
            self._write(folder / "submitted" / f"s{n}")

    def _write(self, folder: Path) -> None:
        kept = {"grade_id": "code", "grade": False, "solution": True, "locked": False, "task": False}
        test = {"grade_id": "test", "grade": True, "solution": False, "locked": True, "task": False, "points": 1}
        cells = [self._cell(CODE, kept), self._cell(COMPARE, test)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        notebook = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "sigmoid").mkdir(parents=True)
        (folder / "sigmoid" / "sigmoid.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    @staticmethod
    def _cell(source: str, nbgrader: dict[str, Any]) -> dict[str, Any]:
        metadata = {"nbgrader": {**nbgrader, "schema_version": 3, "cell_type": "code"}}
        about = {"cell_type": "code", "id": nbgrader["grade_id"], "execution_count": None, "outputs": []}
        return {**about, "metadata": metadata, "source": source}

    def round(self) -> int:
        call([self._program, "autograde", "sigmoid", "--force"], self._folder, self._venv)
        with closing(sqlite3.connect(self._folder / "gradebook.db")) as db:
            scores = [score for (score,) in db.execute("select auto_score from grade where auto_score is not null")]
        assert scores == [1] * STUDENTS, scores
        return STUDENTS


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", type=int, nargs="?", default=5)
    parser.add_argument("--nbgrader", type=Path)
    parser.add_argument("--otter", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folders = {what: Path(name) / what for what in ("grader", "pytest", "nbgrader", "otter")}
        for folder in folders.values():
            folder.mkdir()
        ours = Ours(folders["grader"], given.rounds)
        turns: dict[str, Callable[[], int]] = {"grader batch": ours.round, "pytest": Pytest(folders["pytest"]).round}
        if given.otter:
            turns["otter run"] = Otter(folders["otter"], given.otter).round
        if given.nbgrader:
            turns["nbgrader autograde"] = Nbgrader(folders["nbgrader"], given.nbgrader).round
        times: dict[str, list[float]] = {what: [] for what in turns}
        loads = []
        for number in range(given.rounds):
            loads.append(os.getloadavg()[0])
            for what in list(turns) if number % 2 else list(turns)[::-1]:
                started = time.monotonic()
                done = turns[what]()
                times[what].append((time.monotonic() - started) / done)
        ours.end()
    print(f"{os.cpu_count()} cores, load {min(loads):.1f} to {max(loads):.1f}, {given.rounds} rounds, one at a time")
    print(f"{'':20} {'s each':>8} {'least':>8} {'most':>8} {'a second':>10} {'ours/it':>8}")
    base = statistics.median(times["grader batch"])
    for what, seconds in times.items():
        median = statistics.median(seconds)
        print(
            f"{what:20} {median:8.3f} {min(seconds):8.3f} {max(seconds):8.3f} {1 / median:10.2f} {median / base:8.1f}"
        )
    print(f"a batch has its first result after {ours.first:.1f} s")


if __name__ == "__main__":
    main()
