"""A notebook is judged as a file with the same code would be, whatever it is called, and told of by
its cells.
"""

import json
from pathlib import Path

import pytest

from grader.judge.lines_in_cells import in_cells
from grader.report import html, terminal
from grader.report.json import line
from grader.report.model import CheckResult, Diagnosis, Findings, GradingRun, Note, Report, Step, SubmittedFile
from grader.report.read import read

from ..conftest import ROOT, SUBMISSIONS, grade_file
from ..notebook.books import book, cell

RIGHT = (ROOT / "solutions" / "activations" / "sigmoid.py").read_text(encoding="utf-8")
WRONG = (SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py").read_text(encoding="utf-8")
PICTURE = {"output_type": "display_data", "data": {"image/png": "iVBOR" * 1_000_000}}
EXPERIMENTS = "import nothing_at_all\nopen('/secret')\nprint(sigmoid(input()))"


def judged(folder: Path, data: bytes, name: str = "hw1.ipynb") -> Report:
    (folder / name).write_bytes(data)
    return grade_file("sigmoid", folder / name)


def test_a_notebook_gets_the_points_of_its_code(tmp_path: Path) -> None:
    right = judged(tmp_path, book("%matplotlib inline", cell(RIGHT, outputs=[PICTURE]), EXPERIMENTS, "for in"))
    assert (right.score, right.passed, right.submission.cells) == (100.0, True, (2,))
    wrong = judged(tmp_path, book("# sigmoid", WRONG + "\nprint(sigmoid(1 / 0))", EXPERIMENTS), "sigmoid.py")
    assert (wrong.score, wrong.submission.cells) == (80.0, (2,))
    assert wrong.checks[2].findings.diagnoses[0].id == "sigmoid.difference_for_product"
    assert "wrong.py" not in terminal.render(wrong)


def test_the_cells_are_told_in_every_form(tmp_path: Path) -> None:
    report = judged(tmp_path, book("import torch", "\n\ndef sigmoid(x):\n    return torch.nothing(x)", EXPERIMENTS))
    assert "hw1.ipynb (cells 1, 2), 1 cell left out" in terminal.render(report, width=400)
    assert "hw1.ipynb (cells 1, 2)" in html.render(report)
    kept = json.loads(line(report))
    assert kept["submission"]["cells"] == [1, 2]
    assert read(kept).submission == report.submission
    said = "module 'torch' has no attribute 'nothing' (cell 2, line 4: return torch.nothing(x))"
    assert said in report.checks[0].summary


def test_pictures_change_nothing(tmp_path: Path) -> None:
    with_picture = judged(tmp_path, book("x = 1", cell("y = 1", outputs=[PICTURE])))
    without = judged(tmp_path, book("x = 1", "y = 1"))
    assert with_picture.submission == without.submission


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (book("def relu(x): return x"), "S104", "sigmoid is defined in no cell; they define relu"),
        (book("import torch", "def sigmoid(x:\n  return x"), "S102", "cell 2, line 1: def sigmoid(x:"),
        (
            book("import torch", "import no_such_thing\ndef sigmoid(x): return no_such_thing.f(x)"),
            "S102",
            "cell 2, line 1",
        ),
        (book("1"), "S104", "they define no function or class"),
        (book({"cell_type": "markdown", "source": RIGHT}), "S106", "the notebook has no code"),
        (book(RIGHT, metadata={"kernelspec": {"name": "ir"}}), "S122", "a notebook in R, not in Python"),
        (book(RIGHT)[:-30], "S124", "the notebook is broken: it ends in the middle"),
    ],
)
def test_what_cannot_be_judged_says_why(tmp_path: Path, data: bytes, code: str, message: str) -> None:
    error = judged(tmp_path, data).error
    assert error
    assert (error.code, error.who) == (code, "student")
    assert message in error.message


def test_what_is_not_started_is_so(tmp_path: Path) -> None:
    report = judged(tmp_path, book("import torch", "def sigmoid(x):\n    raise NotImplementedError"))
    assert report.error
    assert (report.error.code, report.error.message) == (
        "S107",
        "not written yet (cell 2, line 2: raise NotImplementedError)",
    )


def test_a_module_without_forward_is_started(tmp_path: Path) -> None:
    report = judged(tmp_path, book("import torch", "class S(torch.nn.Module): pass", "sigmoid = S()"))
    assert not report.error
    assert 'Module [S] is missing the required "forward" function' in report.checks[0].summary


def test_diagnoses_and_notes_name_lines_of_cells() -> None:
    source = "# ---- cell 3 of the notebook ----\n\ndef f(): pass\n# ---- cell 7 of the notebook ----\nimport ctypes\n"
    told = Diagnosis("", "", "Line 3 is wrong, as line 5 is.", "", "named", "", (Step("line 5", "", "a", "b"),))
    check = CheckResult(name="", dtype="", status="failed", summary="", findings=Findings(diagnoses=(told,)))
    notes = (Note("", "", (), 5), Note("", "", (), 0))
    run = GradingRun(0, {}, 0.0)
    report = Report(exercise="", title="", submission=SubmittedFile("", ""), run=run, checks=(check,), notes=notes)
    found = in_cells(report, source)
    (diagnosis,) = found.checks[0].findings.diagnoses
    assert diagnosis.explanation == "Cell 3, line 2 is wrong, as cell 7, line 1 is."
    assert diagnosis.steps[0].rule == "cell 7, line 1"
    assert [(n.cell, n.line) for n in found.notes] == [(7, 1), (0, 0)]
    assert in_cells(report, "import ctypes\n") == report
