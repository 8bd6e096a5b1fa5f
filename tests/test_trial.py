"""Files of authors that end the process which imports them: they are told, and all others are
there.
"""

import os
from pathlib import Path

import pytest

from grader import dry_run
from grader.course_settings import Course
from grader.plugins import load

GOOD = '''
from grader import Reals, elementwise

@elementwise(domain=Reals(-1, 1))
def {name}(x):
    """Doubled: twice."""
    return 2 * x
'''
ENDINGS = {
    "crashes": ("import ctypes\n\nctypes.string_at(0)\n", "crashes Python (Segmentation fault)", 3),
    "ends": ("import os\nos._exit(0)\n", "ends the process with status 0", None),
    "aborts": ("import os\nos.abort()\n", "crashes Python (Aborted)", 2),
    "never_ends": ("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)\n", "does not come to an end", None),
    "kills_itself": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)\n", "with SIGKILL", None),
    "interrupts": ("raise KeyboardInterrupt\n", "KeyboardInterrupt", None),
    "raises": ("1 / 0\n", "ZeroDivisionError: division by zero", 1),
}


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="files are tried on Linux alone")
def test_what_ends_the_process_is_told_and_nothing_else_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dry_run, "LONGEST", 2.0)
    folder = tmp_path / "plugins"
    folder.mkdir()
    for name, (text, _, _) in ENDINGS.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    for name in ("a_first", "z_last"):
        (folder / f"{name}.py").write_text(GOOD.format(name=name), encoding="utf-8")
    os.mkfifo(folder / "fifo.py")
    found = load(Course(tmp_path))
    assert {"a_first", "z_last", "sigmoid"} <= found.entries.keys()
    told = {Path(b.error.where.path).stem: b.error for b in found.broken if b.error.where}
    assert told.keys() == {*ENDINGS, "fifo"}
    assert {e.code for e in told.values()} == {"A612"}
    assert "is no regular file" in told["fifo"].message
    for name, (_, words, line) in ENDINGS.items():
        where = told[name].where
        assert words in told[name].message
        assert where
        assert where.line == line
