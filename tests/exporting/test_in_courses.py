"""What is exported, run by nbgrader and by otter-grader themselves: the grades are those that these
report.

They are installed in an environment of their own, by `make test-courses`.
"""

import csv
import json
import os
import subprocess
from pathlib import Path

import pytest

from grader.cell import checked

from ..cli.command import grader
from ..conftest import ROOT, SUBMISSIONS

BIN = ROOT / ".venv-courses" / "bin"
SIGMOID = (ROOT / "solutions" / "activations" / "sigmoid.py").read_text(encoding="utf-8")
WRONG = (SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py").read_text(encoding="utf-8")
HANDED_IN = {  # and how much of the points it deserves
    "right": (SIGMOID + "\nimport warnings\nwarnings.warn('to stderr')", 1.0),
    "wrong": (WRONG, 0.8),
    "broken": ("def sigmoid(x:", 0.0),
}
POINTS = 5
COURSE = f"[tool.grader.assignments.hw1]\nexercises = {{ sigmoid = {POINTS} }}\n"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not BIN.is_dir(), reason="needs nbgrader and otter-grader: make test-courses"),
]


def run(folder: Path, *command: str) -> None:
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    program = [str(BIN / command[0]), *command[1:]]
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def written(notebook: Path, code: str) -> str:
    """A student's notebook: what was handed out, with code where it belongs."""
    plain = json.loads(notebook.read_text(encoding="utf-8"))
    (answer,) = (cell for cell in plain["cells"] if cell["id"] == "answer-sigmoid")
    answer["source"] = code
    return json.dumps(plain)


def test_nbgrader_reports_these_grades(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(COURSE, encoding="utf-8")
    assert grader("export", "nbgrader", "hw1", "-o", ".", cwd=tmp_path).returncode == 0
    run(tmp_path, "nbgrader", "generate_assignment", "hw1")
    release = tmp_path / "release" / "hw1" / "hw1.ipynb"
    assert "# YOUR CODE HERE" in release.read_text(encoding="utf-8")
    for student, (code, _) in HANDED_IN.items():
        folder = tmp_path / "submitted" / student / "hw1"
        folder.mkdir(parents=True)
        (folder / "hw1.ipynb").write_text(written(release, code), encoding="utf-8")
    run(tmp_path, "nbgrader", "autograde", "hw1")
    run(tmp_path, "nbgrader", "export")
    with (tmp_path / "grades.csv").open(encoding="utf-8") as file:
        found = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert found == {student: share * POINTS for student, (_, share) in HANDED_IN.items()}


def test_otter_reports_these_grades(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(COURSE, encoding="utf-8")
    assert grader("export", "otter", "hw1", "-o", "out", cwd=tmp_path).returncode == 0
    folder = tmp_path / "out"
    run(folder, "otter", "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment")
    found = {}
    for student, (code, _) in HANDED_IN.items():
        (folder / f"{student}.ipynb").write_text(written(folder / "hw1.ipynb", code), encoding="utf-8")
        (folder / student).mkdir()
        run(folder, "otter", "run", f"{student}.ipynb", "-a", "autograder.zip", "-o", student)
        tests = json.loads((folder / student / "results.json").read_text(encoding="utf-8"))["tests"]
        found[student] = sum(test.get("score", 0) for test in tests)
    assert found == {student: pytest.approx(share * POINTS) for student, (_, share) in HANDED_IN.items()}


KERNEL = """
import json, sys
import nbformat
from nbclient import NotebookClient

notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in json.loads(sys.argv[1])])
NotebookClient(notebook, allow_errors=True).execute()
print(json.dumps([cell.outputs for cell in notebook.cells]))
"""


def test_in_a_kernel_the_result_is_a_score_and_a_page(tmp_path: Path) -> None:
    cells = ["%time x = 1", WRONG, "1 / 0", "from grader import check\ncheck('sigmoid', points=5)", "check('none')"]
    command = [str(BIN / "python"), "-c", KERNEL, json.dumps(cells)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    *_, (shown,), (refused,) = json.loads(done.stdout)
    assert shown["data"]["text/plain"] == "4.0"
    assert shown["data"]["text/html"].startswith(checked.FRAME.partition("{")[0])
    assert "this notebook (cell 2)" in shown["data"]["text/html"]
    assert refused["ename"] == "ValueError"
