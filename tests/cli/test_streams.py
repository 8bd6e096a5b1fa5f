"""The command where its streams are closed or full, and where names of files hold what a terminal
obeys.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from grader import cli

from ..conftest import ROOT, SUBMISSIONS
from ..tiers import whole
from .command import grader

RIGHT = ROOT / "solutions" / "activations" / "sigmoid.py"
NOT_PASSED = SUBMISSIONS / "sigmoid" / "broken" / "not_started.py"
FULL = Path("/dev/full")


def shell(line: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `grader` is the command."""
    script = f"set -o pipefail; grader() {{ '{sys.executable}' -m grader \"$@\"; }}; {line}"
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.parametrize(
    ("line", "status", "words"),
    [
        pytest.param(f"grader check sigmoid '{RIGHT}' --dtype float32 2>&-", 0, "", marks=whole),
        (f"grader check sigmoid '{NOT_PASSED}' --dtype float32 >&-", 1, "standard output is closed"),
        (f"grader check sigmoid '{RIGHT}' --dtype float32 >&- 2>&- <&-", 0, ""),
        (
            f"grader check sigmoid '{NOT_PASSED}' --dtype float32 > /dev/full",
            3,
            "cannot be written: No space left on device",
        ),
        ("grader list 2> /dev/full", 0, ""),
        ("grader list >&-", 0, "standard output is closed"),
        ("grader list > /dev/full", 3, "cannot be written: No space left on device"),
        ("grader check sigmoyd 2>&-", 2, ""),
        ("grader check sigmoyd 2> /dev/full", 2, ""),
        ("grader list | true", 141, ""),
    ],
)
def test_the_status_says_the_same_whatever_the_streams_are(line: str, status: int, words: str) -> None:
    if "/dev/full" in line and not FULL.exists():
        pytest.skip("there is no /dev/full here")
    done = shell(line)
    assert done.returncode == status, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert "E901" not in done.stderr


@whole
def test_results_are_kept_where_messages_cannot_be_shown(tmp_path: Path) -> None:
    """No file takes the place of a closed stream, and gets what was meant for that."""
    (tmp_path / "c" / "ann").mkdir(parents=True)
    (tmp_path / "c" / "ann" / "sigmoid.py").write_bytes(RIGHT.read_bytes())
    first = shell("grader batch c -j 1 --dtype float32 <&- >&- 2>&-", tmp_path)
    assert first.returncode == 0
    again = shell("grader batch --json", tmp_path)
    assert (again.returncode, '"status": "passed"' in again.stdout) == (0, True), again.stderr


@pytest.mark.parametrize("line", [("check", "sigmoid"), ("bench", "sigmoid"), ("derive", "sigmoid", "--check")])
def test_a_files_name_cannot_write_to_the_terminal(line: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("\x1b[2J\x9b31m\u202e.py", "no\x1b]0;title\x07such.py"):
        if not name.startswith("no"):
            (tmp_path / name).write_text("def sigmoid(", encoding="utf-8")
        done = grader(*line, name, cwd=tmp_path)
        assert done.returncode in (1, 2)
        assert not set(done.stdout + done.stderr) & set("\x1b\x9b\u202e\x07")
        assert "\ufffd" in done.stdout + done.stderr


def test_ctrl_c_while_it_starts_is_told_in_a_word(tmp_path: Path) -> None:
    """While the exercises are loaded: a plugin says that it is, and waits."""
    (tmp_path / "plugins").mkdir()
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    fifo = tmp_path / "loading"
    os.mkfifo(fifo)
    waiting = f"import time\nopen({str(fifo)!r}, 'w').close()\ntime.sleep(60)\n"
    (tmp_path / "plugins" / "waits.py").write_text(waiting, encoding="utf-8")
    # or it may be ignored, as in the background
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "grader", "check", "sigmoid", str(RIGHT)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path)
    signal.signal(signal.SIGINT, before)
    with run:
        fifo.open().close()  # waits for the plugin
        run.send_signal(signal.SIGINT)
        stdout, stderr = run.communicate(timeout=60)
    assert (run.returncode, stdout) == (130, "")
    assert stderr.split() in (["interrupted"], ["grader:", "loading", "the", "exercises", "...", "interrupted"])


def test_nothing_is_imported_before_ctrl_c_can_be_told_in_a_word() -> None:
    code = "import os, sys; before = {*sys.modules}; import grader.cli; print(*sorted({*sys.modules} - before))"
    command = [sys.executable, "-S", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == ["grader", "grader.cli"]


@pytest.mark.parametrize("place", ["grader.cli.group.run", "grader.cli.group.grader.main"])
def test_what_python_makes_of_ctrl_c_is_no_bug(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Name:
        def __set_name__(self, *_: object) -> NoReturn:
            raise KeyboardInterrupt

    def interrupted(**_: object) -> NoReturn:
        type("Class", (), {"name": Name()})
        raise AssertionError

    monkeypatch.setattr(place, interrupted)
    monkeypatch.setattr("grader.cli.streams.prepare", lambda: None)
    assert (cli._run(), capsys.readouterr().err) == (130, "interrupted\n")


@pytest.mark.parametrize(("place", "told"), [(".", True), ("exercises", False)])
def test_whose_plugins_judge_is_told_where_they_lie_beside_the_submission(
    tmp_path: Path, place: str, told: bool
) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\nseconds = 20\n", encoding="utf-8")
    (tmp_path / "exercises").mkdir()
    (tmp_path / place / "sigmoid.py").write_text("def sigmoid(", encoding="utf-8")
    done = grader("check", "sigmoid", f"{place}/sigmoid.py", cwd=tmp_path)
    assert ("check it from a folder of your own" in done.stderr) == told
