"""grader batch as a user meets it: exit statuses, runs that are killed and go on, changes,
exports.
"""

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ..conftest import ROOT, SUBMISSIONS
from ..tiers import whole
from .command import Done, grader

RIGHT = (ROOT / "solutions" / "activations" / "sigmoid.py").read_text(encoding="utf-8")
WRONG = (SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py").read_text(encoding="utf-8")
COMMAND = [sys.executable, "-m", "grader", "batch"]
FAST = ("--dtype", "float32", "-j", "1")
PLUGIN = '''
from grader import Reals, elementwise, sym

@elementwise(domain=Reals(-30, 30))
def logistic(x):
    """Logistic: between 0 and 1."""
    return 1 / (1 + sym.exp(-x))
'''
Result = tuple[int, str, float, str]


def batch(folder: Path, *arguments: object) -> Done:
    return grader("batch", *arguments, cwd=folder)


def class_of(folder: Path, right: int, wrong: int) -> Path:
    """A folder of submissions that all differ; the first students are right."""
    for n in range(right + wrong):
        file = folder / "c" / f"student {n:02}" / "sigmoid.py"
        file.parent.mkdir(parents=True)
        file.write_text(f"{RIGHT if n < right else WRONG}# {n}\n", encoding="utf-8")
    return folder / "c"


def results(folder: Path) -> list[Result]:
    if not (folder / "results.sqlite").exists():
        return []
    with closing(sqlite3.connect(f"file:{folder / 'results.sqlite'}?mode=ro", uri=True)) as db:
        try:
            return db.execute("select id, sha256, score, graded_at from results order by id").fetchall()
        except sqlite3.OperationalError:  # the tables are not there yet
            return []


def judges(folder: Path) -> list[int]:
    """Judge processes that run in a folder."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if b"grader.batch.judge" in (process / "cmdline").read_bytes() and (process / "cwd").readlink() == folder:
                found.append(int(process.name))
        except (OSError, ValueError):
            continue
    return found


def gone(folder: Path) -> bool:
    """Whether the judges have ended, after some time to do so."""
    deadline = time.monotonic() + 30
    while judges(folder) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not judges(folder)


def begun(folder: Path, count: int) -> subprocess.Popen[str]:
    """A run that has kept so many results."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    # or it may be ignored, as in the background
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    run = subprocess.Popen([*COMMAND, "c", *FAST, "-j", "2"], text=True, cwd=folder, **streams)  # type: ignore[call-overload]
    signal.signal(signal.SIGINT, before)
    deadline = time.monotonic() + 120
    while len(results(folder)) < count:
        assert run.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return run  # type: ignore[no-any-return]


@pytest.mark.parametrize("kept", [(1,), pytest.param((0, 1, random.randint(2, 4)), marks=whole, id="thrice")])
def test_a_run_that_is_killed_goes_on_where_it_was(kept: tuple[int, ...], tmp_path: Path) -> None:
    """Once, or while its judges start, and again, and again."""
    class_of(tmp_path, 4, 2)
    before: list[Result] = []
    for least in kept:
        with begun(tmp_path, least) as run:
            while not least and not judges(tmp_path):  # the first is killed while its judges start
                assert run.poll() is None
            os.kill(run.pid, signal.SIGKILL)
        now = results(tmp_path)
        assert now[: len(before)] == before
        before = now
        assert gone(tmp_path)
    done = batch(tmp_path, "c", *FAST, "--export", "class.json")
    assert done.returncode == 0
    assert f"{6 - len(before)} of {6 - len(before)}" in done.stderr
    after = results(tmp_path)
    assert after[: len(before)] == before
    assert len(after) == len({sha for _, sha, *_ in after}) == 6
    rows = json.loads((tmp_path / "class.json").read_text(encoding="utf-8"))["rows"]
    assert [r["score"] for r in rows] == [100.0] * 4 + [80.0] * 2
    assert "2  mistake: difference for product  (sigmoid.difference_for_product)" in done.stdout


@pytest.mark.timed
def test_an_interrupted_run_ends_in_order(tmp_path: Path) -> None:
    class_of(tmp_path, 60, 0)
    with begun(tmp_path, 1) as run:
        run.send_signal(signal.SIGINT)
        began = time.monotonic()
        stdout, stderr = run.communicate(timeout=60)
    assert time.monotonic() - began < 5
    assert run.returncode == 130
    assert stdout == ""
    assert "results are kept in results.sqlite, the same command goes on" in stderr
    assert "Traceback" not in stderr
    assert judges(tmp_path) == []
    assert 1 <= len(results(tmp_path)) < 60
    assert not (tmp_path / "results.sqlite-lock").exists()


@pytest.mark.parametrize("path", [".", "..", "../mallory"])
def test_a_student_gives_the_judge_no_plugins(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "mallory"
    (folder / "plugins").mkdir(parents=True)
    (folder / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    (folder / "sigmoid.py").write_text(RIGHT, encoding="utf-8")
    (folder / "plugins" / "sigmoid.py").write_text("open('ran', 'w')\n", encoding="utf-8")
    done = batch(folder, path, *FAST)
    assert done.returncode == 2
    assert "is part of what is to be judged" in done.stderr
    assert not (folder / "ran").exists()


def test_the_last_line_says_that_an_earlier_file_counts(tmp_path: Path) -> None:
    class_of(tmp_path, 1, 0)
    student = next((tmp_path / "c").iterdir()).name
    (tmp_path / "late" / student).mkdir(parents=True)
    (tmp_path / "late" / student / "sigmoid.pdf").write_text("{}", encoding="utf-8")
    done = batch(tmp_path, "c", "late", *FAST)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].endswith(f"the later one could not be used: {student}")


@whole
def test_the_seed_is_the_runs_own_and_can_be_given(tmp_path: Path) -> None:
    class_of(tmp_path, 1, 0)
    (tmp_path / "c" / "student 00" / "softplus.py").write_text("import torch\ndef softplus(x): return x", "utf-8")

    def seeds(name: str, *arguments: str) -> tuple[int, dict[str, int], str]:
        done = batch(tmp_path, "c", *FAST, "-o", name, *arguments)
        with closing(sqlite3.connect(tmp_path / name)) as db:
            ((run,),) = db.execute("select seed from run")
            of_each = dict(db.execute("select exercise, seed from results order by id"))
        return run, of_each, done.stdout + done.stderr

    run, of_each, said = seeds("first.sqlite", "--export", "class.html", "--export", "class.json")
    assert len({run, *of_each.values()}) == 3
    assert "secret seed, which first.sqlite keeps" in said
    told = [said, *((tmp_path / f"class.{kind}").read_text(encoding="utf-8") for kind in ("html", "json"))]
    assert not [seed for seed in (run, *of_each.values()) if any(str(seed) in text for text in told)]
    assert seeds("first.sqlite")[:2] == (run, of_each)
    assert seeds("second.sqlite")[0] != run
    assert seeds("third.sqlite", "--seed", str(run))[:2] == (run, of_each)


@whole
def test_changes_are_told_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    plugin = tmp_path / "plugins" / "logistic.py"
    plugin.write_text(PLUGIN, encoding="utf-8")
    for n, student in enumerate(("ann", "bob", "dan")):
        file = tmp_path / "c" / student / "logistic.py"
        file.parent.mkdir(parents=True)
        file.write_text((RIGHT if n else WRONG).replace("sigmoid", "logistic"), encoding="utf-8")
    first = batch(tmp_path, "c", *FAST)
    assert (first.returncode, "2 of 2" in first.stderr, "changed" in first.stdout) == (0, True, False)
    again = batch(tmp_path, *FAST, "--regrade")
    assert ("2 of 2" in again.stderr, "changed" in again.stdout) == (True, False)
    plugin.write_text(PLUGIN.replace("1 / (", "2 / ("), encoding="utf-8")
    changed = batch(tmp_path, "c", *FAST)
    assert changed.returncode == 0
    assert "changed: 2" in changed.stdout
    assert "ann  logistic  80 not passed G301 -> 20 not passed V201 G301" in changed.stdout
    assert "bob and 1 more  logistic  100 passed -> " in changed.stdout
    assert "(the exercise's file has changed)" in changed.stdout
    plugin.write_text(PLUGIN.replace("1 / (", "1 / x / ("), encoding="utf-8")
    broken = batch(tmp_path, "c", *FAST)
    assert broken.returncode == 3
    assert "     2  logistic  A614" in broken.stdout
    assert re.search(r"^logistic +3 +0 +3 ", broken.stdout, re.M)  # the results from before stay


@pytest.mark.timed
@whole
def test_speed_is_judged_if_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "c" / "ann").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "activations" / "softmax.py", tmp_path / "c" / "ann")
    done = batch(tmp_path, "c", *FAST, "--speed")
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(tmp_path / "results.sqlite")) as db:
        ((text, timed),) = db.execute("select report, timed from results").fetchall()
    (speed,) = [c for c in json.loads(text)["checks"] if c["name"] == "speed"]
    assert timed == 1
    assert speed["timings"] or "inconclusive" in speed["summary"]
    assert batch(tmp_path, *FAST).returncode == 0
    assert len(results(tmp_path)) == 2  # what was not timed is another result


def test_statuses_and_what_is_printed(tmp_path: Path) -> None:
    class_of(tmp_path, 1, 1)
    shutil.copytree(tmp_path / "c" / "student 00", tmp_path / "c" / "twin")
    (tmp_path / "c" / "twin" / "essay.pdf").write_text("x", encoding="utf-8")
    (tmp_path / "c" / "\x1b[31mred").mkdir()
    (tmp_path / "c" / "\x1b[31mred" / "relu.py").write_text(
        "def relu(x): raise NotImplementedError\n", encoding="utf-8"
    )
    done = batch(tmp_path, "c", *FAST, "--json")
    assert done.returncode == 0
    assert "3 of 3" in done.stderr
    plain = json.loads(done.stdout)
    counts = {e["exercise"]: e["counts"] for e in plain["exercises"]}
    assert counts == {"relu": {"missing": 3, "not started": 1}, "sigmoid": {"missing": 1, "not passed": 1, "passed": 2}}
    assert plain["left_out"] == [
        {"path": "c/twin/essay.pdf", "reason": "is no Python file", "students": ["twin"], "exercise": ""}
    ]
    assert done.stderr.endswith("grader: all that was handed in has a verdict\n")
    shown = batch(tmp_path, "c", *FAST)
    assert shown.stderr == ""
    assert "\x1b" not in shown.stdout
    assert re.search(r"^sigmoid +3 +2 +1 +0 +0 +1 +93\.3%  80 80 100 100 100$", shown.stdout, re.M)


def test_what_is_broken_is_3_and_costs_nobody_points(tmp_path: Path) -> None:
    class_of(tmp_path, 1, 0)
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    (tmp_path / "plugins").mkdir()
    text = "from grader import elementwise\n@elementwise()\ndef pole(x):\n    '''Pole: 1/x.'''\n    return 1 / x\n"
    (tmp_path / "plugins" / "pole.py").write_text(text, encoding="utf-8")
    (tmp_path / "c" / "student 00" / "pole.py").write_text("def pole(x): return 1 / x\n", encoding="utf-8")
    done = batch(tmp_path, "c", *FAST, "--export", "class.csv")
    assert done.returncode == 3
    assert "not judged, which costs nobody points: 1" in done.stdout
    assert "A614" in done.stdout
    lines = (tmp_path / "class.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[1:6] for line in lines[1:]] == [
        ["pole", "", "", "no", "not judged"],
        ["sigmoid", "100", "100", "yes", "passed"],
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name a folder, an archive or a list"),
        (["none"], "does not exist"),
        (["empty"], "there is no submission"),
        (["c", "--exercise", "sigmod"], "did you mean sigmoid"),
        (["c", "--exercise", "gelu"], "there is no submission"),
        (["c", "-o", "grades.csv"], "not written by grader batch"),
        (["c", "-o", "none/r.sqlite"], "No such file"),
        (["c", "--export", "class.doc"], "must end in"),
        (["c", "-o", ""], "a file needs a name"),
        (["c", "--export", ""], "a file needs a name"),
        (["c", "-j", "0"], "0"),
        (["list.csv"], "must name student, exercise, path"),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else v,
)
def test_wrong_usage_is_2_and_grades_nothing(tmp_path: Path, arguments: list[str], words: str) -> None:
    class_of(tmp_path, 1, 0)
    (tmp_path / "empty").mkdir()
    (tmp_path / "grades.csv").write_text("student,score\n", encoding="utf-8")
    (tmp_path / "list.csv").write_text("name,file\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    shown = batch(tmp_path, *arguments)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert words in " ".join(shown.stderr.split())
    assert sorted(tmp_path.rglob("*")) == before


def test_everybody_who_was_seen_is_accounted_for(tmp_path: Path) -> None:
    class_of(tmp_path, 1, 0)
    handed = {
        "notebook/hw1.ipynb": "{}",
        "text/onlinetext.html": "see my repository",
        "name/my_final_work.py": RIGHT,
        "broken/work.zip": "PK",
        "nothing/.DS_Store": "",
    }
    for name, text in handed.items():
        (tmp_path / "c" / name).parent.mkdir()
        (tmp_path / "c" / name).write_text(text, encoding="utf-8")
    exports = [f"class.{suffix}" for suffix in ("csv", "json", "html")]
    options = [*FAST, *(word for name in exports for word in ("--export", name))]
    first = batch(tmp_path, "c", *options)
    again = batch(tmp_path, *options)
    assert (first.returncode, again.returncode) == (1, 1)
    for done in (first, again):
        last = "no verdict for something of 4 students: broken, name, notebook, text"
        assert done.stdout.splitlines()[-1] == last
        assert "handed in, not judged: 4" in done.stdout
        assert "left out: 4" in done.stdout
    rows = json.loads((tmp_path / "class.json").read_text(encoding="utf-8"))["rows"]
    assert {r["student"]: r["status"] for r in rows} == {
        "student 00": "passed",
        "nothing": "missing",
        **dict.fromkeys(("broken", "name", "notebook", "text"), "handed in, not judged"),
    }
    told = {r["student"]: r["reason"] for r in rows}
    assert "hw1.ipynb has a name of no exercise, and is no notebook" in told["notebook"]
    assert "has a name of no exercise: my_final_work.py" in told["name"]
    assert "cannot be unpacked" in told["broken"]
    for name in exports:
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert all(path in text for path in list(handed)[:4])
