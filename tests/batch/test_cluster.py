"""A Ray cluster on this machine: what it judges, a judge killed in the middle, and what it
refuses.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from grader.batch import engines
from grader.batch.pool import Shelf
from grader.batch.store import Job

from ..cli.test_batch import COMMAND, class_of
from .conftest import BUG, report

CLUSTER = ("--engine", "ray", "-j", "2", "--dtype", "float32")
COUNT = 12
OTHERS = """
from pathlib import Path
from grader.batch import cluster
from grader.batch.run_settings import Settings
from grader.batch.store import Job, Key
from grader.limit_settings import Limits
settings = Settings(Limits(), ("float32",), 0, str(Path.cwd()))
key = Key("another hash", settings.version, settings.seed_of("SLUG"), "cpu", "float32", False)
list(cluster.Cluster({"SLUG": key}, None, 1)([Job("1", "SLUG")], lambda _: b"", settings))
"""


def test_a_job_that_could_not_be_judged_is_tried_once_more_after_all_others() -> None:
    shelf = Shelf([Job("1", "sigmoid"), Job("2", "sigmoid")])
    first = shelf.take("", Counter())
    assert first
    assert shelf.done(first, report(error=BUG)) is None
    second = shelf.take("", Counter())
    assert second == Job("2", "sigmoid")
    assert shelf.done(second, report())
    assert shelf.take("", Counter()) == first
    assert shelf.done(first, report(error=BUG))
    assert not shelf


@pytest.mark.parametrize(
    ("name", "address", "installed", "words"),
    [
        ("local", None, False, ""),
        ("local", "127.0.0.1:6379", True, "--address is for --engine ray"),
        ("ray", None, True, ""),
        ("ray", None, False, "pip install 'dl-math-grader[ray]'"),
    ],
)
def test_an_engine_that_cannot_be_used_is_refused(
    name: str, address: str | None, installed: bool, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: object() if installed else None)
    complaint = engines.complaint(name, address)
    assert words in complaint
    assert bool(complaint) == bool(words)


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """For Ray, with a short path for its sockets, and a home of its own for its token."""
    if engines.complaint("ray", None):
        pytest.skip(engines.INSTALL)
    (tmp_path / "home").mkdir()
    folder = tempfile.mkdtemp()
    others = {k: v for k, v in os.environ.items() if k != "RAY_ADDRESS"}
    yield others | {"HOME": str(tmp_path / "home"), "RAY_TMPDIR": folder} | engines.ALONE
    shutil.rmtree(folder)


def results(folder: Path) -> dict[str, tuple[int, str, str]]:
    """Rows by the hash of the file."""
    try:
        with closing(sqlite3.connect(f"file:{folder / 'results.sqlite'}?mode=ro", uri=True)) as db:
            found = db.execute("select sha256, id, status, graded_at from results").fetchall()
    except sqlite3.OperationalError:  # not made yet
        return {}
    assert len({sha for sha, *_ in found}) == len(found)
    return {sha: tuple(rest) for sha, *rest in found}


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def judging(driver: int) -> list[int]:
    """The judges of a driver that have a job just now."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if (process / "cmdline").read_bytes().startswith(b"ray::Judging.report"):
                above = int(process.name)
                while above not in (0, driver):
                    above = parent(above)
                if above:
                    found.append(int(process.name))
        except (OSError, ValueError):
            continue
    return found


@pytest.mark.slow
def test_a_judge_of_a_cluster_that_is_killed_is_replaced_and_nothing_is_lost_or_doubled(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    class_of(tmp_path, right=COUNT // 2, wrong=COUNT // 2)
    deadline = time.monotonic() + 180
    with subprocess.Popen(
        [*COMMAND, "c", *CLUSTER],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            before, killed = dict[str, tuple[int, str, str]](), 0
            while not killed and time.monotonic() < deadline and run.poll() is None:
                before = results(tmp_path)
                if len(before) >= 2 and (pids := judging(run.pid)):
                    killed = pids[0]
                    os.kill(killed, signal.SIGKILL)
                time.sleep(0.01)
            out, err = run.communicate(timeout=max(1.0, deadline - time.monotonic()))
        finally:
            run.kill()
    assert killed, err
    assert run.returncode == 0, err
    after = results(tmp_path)
    assert len(before) < len(after) == COUNT
    assert before.items() <= after.items()
    assert [status for _, status, _ in after.values()].count("passed") == COUNT // 2
    assert "not judged" not in {status for _, status, _ in after.values()}
    assert out.splitlines()[1].split()[:4] == ["sigmoid", str(COUNT), str(COUNT // 2), str(COUNT // 2)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("slug", "words"),
    [("sigmoid", "has another plugin for sigmoid"), ("nonsense", "has no exercise nonsense")],
)
def test_a_node_with_other_exercises_gets_nothing_to_judge(
    tmp_path: Path, environment: dict[str, str], slug: str, words: str
) -> None:
    command = [sys.executable, "-c", OTHERS.replace("SLUG", slug)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stderr.splitlines()[-1].startswith("grader.errors.MachineError: E907 nodes-differ: node ")
    assert words in done.stderr


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told_at_once(tmp_path: Path, environment: dict[str, str]) -> None:
    class_of(tmp_path, right=1, wrong=0)
    command = [*COMMAND, "c", *CLUSTER, "--address", "127.0.0.1:1"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 3
    assert "E908 cluster-fails: the Ray cluster at 127.0.0.1:1 cannot be used" in done.stderr
