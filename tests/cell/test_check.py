"""`check` in a cell, a test and a script: the verdict of `grader check`, nothing on stderr, a bare
score as text.
"""

import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from grader import check
from grader.cell import own_code
from grader.cell.checked import Checked, NotJudged
from grader.report.model import CheckResult, GradingRun, Report, Score, SubmittedFile

from ..conftest import ROOT, SUBMISSIONS

RIGHT = (ROOT / "solutions" / "activations" / "relu.py").read_text(encoding="utf-8")
WRONG = (SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py").read_text(encoding="utf-8")
SCRIPT = f"from grader import check\n{RIGHT}\nr = check('relu', points=3)\nprint(repr(r), r.passed)\n"


def run(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    (folder / "hw.py").write_text(text, encoding="utf-8")
    return subprocess.run([sys.executable, "-W", "error", "hw.py"], cwd=folder, capture_output=True, text=True)


def report(points: float, most: float) -> Report:
    made = CheckResult(name="values", dtype="float32", status="passed", summary="", score=Score(points, most))
    return Report(exercise="f", title="", submission=SubmittedFile("", ""), run=GradingRun(0, {}, 0.0), checks=(made,))


def jupyter(monkeypatch: pytest.MonkeyPatch, *cells: str, **names: Any) -> None:
    """As in a notebook in which these cells were run, that define these names."""
    names = names or {"sigmoid": id, "relu": id}
    shell = SimpleNamespace(kernel=1, user_ns=names, history_manager=SimpleNamespace(input_hist_raw=["", *cells]))
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))


def test_a_script_checks_what_it_defines(tmp_path: Path) -> None:
    done = run(tmp_path, SCRIPT)
    assert done.stderr == ""
    assert done.stdout.startswith(f"relu  {tmp_path / 'hw.py'}\n")
    assert done.stdout.endswith("3.0 True\n")


def test_a_mistake_in_a_script_is_told_by_its_line(tmp_path: Path) -> None:
    text = "from grader import check\n\n\ndef relu(x):\n    return x.nothing\n\n\nprint(repr(check('relu')))\n"
    done = run(tmp_path, text)
    assert "has no attribute 'nothing' (line 5: return x.nothing)" in " ".join(done.stdout.split())
    assert done.stdout.endswith("\n0.0\n")


def test_a_test_checks_what_it_imports(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RIGHT, encoding="utf-8")
    done = run(tmp_path, "from mine import relu\nfrom grader import check\nassert check('relu').passed\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"relu  {tmp_path / 'mine.py'}\n" in done.stdout


def test_a_notebook_is_checked_by_the_cells_that_were_run(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    jupyter(monkeypatch, "%matplotlib inline", "1 / 0", WRONG, "check('sigmoid')")
    found = check("sigmoid", points=5)
    assert (repr(found), found.passed, found.score) == ("4.0", False, 4.0)
    assert found.report.submission.path == "this notebook"
    assert found.report.submission.cells == (3,)
    assert "difference for product" in found._repr_html_()
    assert capfd.readouterr() == ("", "")


def test_what_is_not_defined_is_0_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    jupyter(monkeypatch, "def relu(x): return x")
    found = check("sigmoid", points=5)
    assert repr(found) == "0.0"
    assert found.report.error
    assert (found.report.error.code, found.report.error.where) == ("S104", "")


def test_what_was_imported_in_a_notebook_is_judged_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "adam_of_mine.py").write_text("class Adam: pass\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import adam_of_mine  # type: ignore[import-not-found]

    jupyter(monkeypatch, "from adam_of_mine import *", Adam=adam_of_mine.Adam)
    found = own_code.own_code("adam", {})
    assert (Path(found.name).name, found.cells.cells) == ("adam_of_mine.py", ("class Adam: pass\n",))


APPLIED = """import torch
class Square(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x): return x * x
    @staticmethod
    def backward(ctx, g): return g
square = Square.apply
"""


@pytest.mark.parametrize(
    "text",
    [
        APPLIED,
        "import torch\nclass S(torch.nn.Module):\n    def forward(self, x): return x * x\nsquare = S()\n",
        "import functools\nsquare = functools.partial(pow, exp=2)\n",
        "import functools\ndef square(x): return x * x\nsquare = functools.lru_cache(square)\n",
        "\ufeffdef square(x): return x * x\n",
        "from helpers_of_mine import deco\n@deco\ndef square(x): return x * x\n",
    ],
)
def test_what_is_no_plain_function_is_judged_by_the_file_that_gives_it_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "mine.py").write_text(text, encoding="utf-8")
    (tmp_path / "helpers_of_mine.py").write_text("def deco(f): return lambda x: f(x)\n", encoding="utf-8")
    (tmp_path / "again.py").write_text("from mine import square\n", encoding="utf-8")
    asked = (
        "from grader.cell.own_code import own_code\n"
        "from again import square\n"
        "found = own_code('square', globals())\nprint(found.name, found.is_file, found.cells.cells[0][:6])\n"
    )
    done = run(tmp_path, asked)
    assert (done.stderr, done.stdout) == ("", f"{tmp_path / 'mine.py'} True {text.lstrip(chr(0xFEFF))[:6]}\n")


def test_a_function_of_cells_with_a_decorator_of_a_file_is_judged_by_the_cells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deco_of_mine.py").write_text("def deco(f): return lambda x: f(x)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    import deco_of_mine  # type: ignore[import-not-found]

    jupyter(monkeypatch, "from deco_of_mine import deco\n@deco\ndef relu(x): return x", relu=deco_of_mine.deco(abs))
    assert own_code.own_code("relu", {}).name == "this notebook"


def test_a_function_that_a_cell_defines_and_the_session_does_not_have_is_not_judged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    jupyter(monkeypatch, "import math", "1 / 0\ndef relu(x): return x", other=1)
    with pytest.raises(ValueError, match="relu is not there, although cell 2 defines it: run that cell"):
        check("relu")


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_bytes("# -*- coding: latin-1 -*-\n# größe\ndef relu(x): return x\n".encode("latin-1"))
    done = run(tmp_path, "from mine import relu\nfrom grader import check\ncheck('relu')\n")
    assert f"S101 not-utf8: {tmp_path / 'mine.py'} is not UTF-8 text" in done.stderr


def test_what_a_file_does_not_define_is_told_of_a_file(tmp_path: Path) -> None:
    done = run(tmp_path, "from grader import check\n\n\ndef g(x):\n    return x\n\n\ncheck('relu')\n")
    assert "relu is not defined in the file; it defines g" in " ".join(done.stdout.split())


def test_a_file_that_seeds_around_its_check_is_judged(tmp_path: Path) -> None:
    main = "def main():\n    torch.manual_seed(0)\n    r = check('relu')\n    print(r.passed)\n\n\nmain()\n"
    done = run(tmp_path, f"import torch\nfrom grader import check\n{RIGHT}\n\n{main}")
    assert done.stdout.endswith("\nTrue\n")


def test_without_code_that_is_said() -> None:
    with pytest.raises(ValueError, match="no code of relu to be found"):
        own_code.own_code("relu", {})


@pytest.mark.parametrize(
    ("points", "most", "worth", "text"),
    [(100, 100, 3, "3.0"), (50, 100, 3, "1.5"), (0, 100, 3, "0.0"), (1, 3, 1, "0.33"), (80, 100, None, "80.0")],
)
def test_the_text_is_a_bare_number_within_the_points(
    points: float, most: float, worth: float | None, text: str
) -> None:
    found = Checked(report(points, most), worth)
    assert repr(found) == text
    assert re.fullmatch(r"\d+\.\d+", repr(Checked(report(1, 1), 1e6)))


def test_names_of_no_exercise_and_odd_points_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    jupyter(monkeypatch, RIGHT)
    with pytest.raises(ValueError, match="no exercise called 'rulu'; did you mean relu"):
        check("rulu")
    for odd in (0, -1, float("nan"), float("inf"), 10**400, "3"):
        with pytest.raises(ValueError, match="points must be a positive number"):
            check("relu", odd)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("seconds = 'a'", "A620"),
        ('require_device = "mps"', "E909"),
    ],
)
def test_what_is_not_the_students_is_no_0(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, words: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.grader]\n{settings}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    jupyter(monkeypatch, RIGHT)
    with pytest.raises(NotJudged, match=words):
        check("relu")


def test_a_grader_that_cannot_be_started_is_no_0(monkeypatch: pytest.MonkeyPatch) -> None:
    jupyter(monkeypatch, RIGHT)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NotJudged, match="grader is at fault, not you"):
        check("relu")
