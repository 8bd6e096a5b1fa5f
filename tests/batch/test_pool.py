"""Judges and their pool: who gets what, and that nothing a submission, an exercise or a process
does stops the rest.
"""

import json
import os
import signal
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from grader.batch import pool
from grader.batch.judge import Judge, supplies
from grader.batch.pool import Shelf
from grader.batch.run_settings import Settings
from grader.batch.store import Job
from grader.errors import GraderError, MachineError, WorkerError
from grader.judge.sandbox.workers import Workers
from grader.report.json import line

from ..conftest import PATIENT, ROOT, SUBMISSIONS
from ..tiers import whole

RIGHT = (ROOT / "solutions" / "activations" / "sigmoid.py").read_bytes()
WRONG = (SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py").read_bytes()
KILLER = '''
from grader import Reals, elementwise

@elementwise(domain=Reals(-1, 1))
def killer(x):
    """Killer: takes the judge along."""
    import os
    os._exit(7)
'''
POLE = '''
from grader import Reals, elementwise

@elementwise(domain=Reals(-1, 1))
def pole(x):
    """Pole: has no value at 0."""
    return 1 / x
'''


def settings(folder: Path) -> Settings:
    return Settings(PATIENT, ("float32",), 0, str(folder))


def course(folder: Path) -> Path:
    """A course with a plugin that kills who uses it, and one whose formula is wrong."""
    (folder / "plugins").mkdir()
    (folder / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    for name, text in (("killer", KILLER), ("pole", POLE)):
        (folder / "plugins" / f"{name}.py").write_text(text, encoding="utf-8")
    return folder


def test_settings_survive_the_way_to_another_process(tmp_path: Path) -> None:
    assert Settings.read(settings(tmp_path).text()) == settings(tmp_path)


def taken(shelf: Shelf, last: str, *others: str) -> str:
    job = shelf.take(last, Counter(others))
    return job.exercise if job else ""


def test_a_process_stays_with_its_exercise_and_then_goes_where_nobody_is() -> None:
    shelf = Shelf([Job(str(n), slug) for slug in ("a", "b", "c") for n in range({"a": 2, "b": 3, "c": 1}[slug])])
    assert taken(shelf, "") == "b"
    assert taken(shelf, "a", "b") == "a"
    assert taken(shelf, "a", "b") == "a"
    assert taken(shelf, "a", "b") == "c"
    assert [taken(shelf, "c", "b") for _ in range(3)] == ["b", "b", ""]


@pytest.mark.parametrize(("error", "again"), [(WorkerError("E905", ""), True), (MachineError("E904", ""), False)])
def test_only_what_may_be_chance_is_tried_again(tmp_path: Path, error: GraderError, again: bool) -> None:
    job = Job("# 0\n", "sigmoid")
    shelf = Shelf([job])
    assert shelf.take("", Counter()) == job
    report = Judge(settings(tmp_path), lambda: failing(error)).report("sigmoid", b"")
    assert (shelf.done(job, line(report)) is None) == again
    assert bool(shelf) == again


@whole
def test_a_device_has_checks_of_its_own(tmp_path: Path) -> None:
    """Here it is the CPU again, in a process that was started ahead."""
    chosen = settings(tmp_path)
    with supplies(chosen) as (workers, nothing), Workers(warm=False) as others:
        assert nothing is None
        report = Judge(chosen, workers, lambda: others.session(PATIENT)).report("sigmoid", RIGHT)
        again = Judge(chosen, workers, lambda: others.session(PATIENT)).report("sigmoid", RIGHT)
    assert report.passed
    assert [c.name for c in report.checks].count("values") == 2 * len(chosen.dtypes)
    assert again.checks == tuple(
        replace(c, seconds=a.seconds) for c, a in zip(report.checks, again.checks, strict=True)
    )


def test_a_device_that_is_not_there_is_the_machines_fault(tmp_path: Path) -> None:
    chosen = replace(settings(tmp_path), device="xpu")
    with supplies(chosen) as (workers, others):
        assert others
        report = Judge(chosen, workers, others).report("sigmoid", RIGHT)
    assert report.error
    assert (report.error.code, report.error.who) == ("E909", "machine")


def failing(error: Exception) -> NoReturn:
    raise error


@pytest.mark.parametrize(
    ("error", "code", "who", "words"),
    [
        (WorkerError("E902", "torch is missing"), "E902", "grader", "torch is missing"),
        (ZeroDivisionError("oh"), "E901", "grader", "ZeroDivisionError: oh\nTraceback"),
        (MemoryError(), "E906", "grader", "has not the memory"),
        (OSError(24, "Too many open files"), "E901", "grader", "Too many open files"),
    ],
)
def test_what_is_not_the_students_is_reported_as_ours(
    tmp_path: Path, error: Exception, code: str, who: str, words: str
) -> None:
    report = Judge(settings(tmp_path), lambda: failing(error)).report("sigmoid", RIGHT)
    assert report.error
    assert (report.error.code, report.error.who) == (code, who)
    assert words in report.error.message


@pytest.mark.parametrize(("slug", "code"), [("pole", "A614"), ("gone", "A612")])
def test_what_is_the_authors_is_reported_as_such(tmp_path: Path, slug: str, code: str) -> None:
    judge = Judge(settings(course(tmp_path)), lambda: failing(AssertionError("no worker is needed")))
    for _ in range(2):
        error = judge.report(slug, RIGHT).error
        assert error
        assert (error.code, error.who) == (code, "author")


def graded(tmp_path: Path, files: dict[Job, bytes], count: int = 2) -> dict[Job, pool.Outcome]:
    sources = {job.sha256: data for job, data in files.items()}
    outcomes = list(pool.run(list(files), sources.__getitem__, settings(tmp_path), count))
    assert len(outcomes) == len(files)
    return {outcome.job: outcome for outcome in outcomes}


def test_bad_submissions_exercises_and_judges_stop_nobody(tmp_path: Path) -> None:
    files = {
        Job("right", "sigmoid"): RIGHT,
        Job("wrong", "sigmoid"): WRONG,
        Job("exits", "sigmoid"): b"import os; os._exit(0)",
        Job("binary", "sigmoid"): b"\xff\xfe\x00",
        Job("empty", "sigmoid"): b"",
        Job("any", "killer"): RIGHT,
        Job("any more", "killer"): RIGHT,
        Job("some", "pole"): RIGHT,
    }
    done = graded(course(tmp_path), files)
    assert {job.sha256: (o.graded.status, *o.graded.codes) for job, o in done.items()} == {
        "right": ("passed",),
        "wrong": ("not passed", "G301"),
        "exits": ("not passed", "S112"),
        "binary": ("not passed", "S101"),
        "empty": ("not passed", "S106"),
        "any": ("not judged", "E906"),
        "any more": ("not judged", "E906"),
        "some": ("not judged", "A614"),
    }
    report = json.loads(done[Job("wrong", "sigmoid")].report)
    assert report["submission"]["path"] == "sigmoid.py"
    assert "status 7" in json.loads(done[Job("any", "killer")].report)["error"]["message"]


@whole
def test_a_judge_that_is_killed_is_replaced_and_its_submission_tried_again(tmp_path: Path) -> None:
    begun: list[str] = []

    def source(digest: str) -> bytes:
        begun.append(digest)
        return RIGHT + digest.encode()

    started: list[int] = []
    original = subprocess.Popen

    class Watched(original):  # type: ignore[misc, valid-type]
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)
            started.append(self.pid)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("grader.batch.pool.subprocess.Popen", Watched)
        jobs = [Job(f"# {n}\n", "sigmoid") for n in range(4)]
        outcomes = pool.run(jobs, source, settings(tmp_path), 1)
        first = next(outcomes)
        os.kill(started[0], signal.SIGKILL)
        rest = list(outcomes)
    assert sorted(o.job for o in (first, *rest)) == jobs
    assert {o.graded.status for o in (first, *rest)} == {"passed"}
    assert len(started) == 2
    assert sorted(Counter(begun).values()) == [1, 1, 1, 2]


def test_a_judge_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "LONGEST", 0.5)
    monkeypatch.setattr(pool, "TRIES", 1)
    looping = b"def sigmoid(x):\n    while True: pass\n"
    (outcome,) = graded(tmp_path, {Job("loops", "sigmoid"): looping}).values()
    assert (outcome.graded.status, outcome.graded.codes) == ("not judged", ("E906",))
