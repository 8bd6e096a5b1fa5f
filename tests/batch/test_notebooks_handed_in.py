"""Notebooks beside Python files: of which exercise they are, which of both counts, and what of them
is kept.
"""

import json
import time
import zipfile
from pathlib import Path

import pytest

from grader.batch import files
from grader.batch.collect import Collected, collect
from grader.batch.file_names import Names
from grader.batch.naming import Naming
from grader.batch.quota import STUDENT
from grader.notebook.notebook_file import read

from ..notebook.books import book, cell

SLUGS = ("sigmoid", "gelu", "adam", "sgd", "sgd_momentum")
TARGETS = {"adam": "Adam", "sgd": "SGD", "sgd_momentum": "SGD"}
SIGMOID, BOTH = book("def sigmoid(x): return x"), book("def sigmoid(x): return gelu(x)", "def gelu(x): return x")
PICTURE = {"output_type": "display_data", "data": {"image/png": "iVBOR" * 3_000_000}}


def collected(folder: Path, handed: dict[str, bytes], *only: str) -> Collected:
    for name, data in handed.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return collect([folder], Naming(Names(SLUGS, only, TARGETS)))


def chosen(found: Collected) -> dict[tuple[str, str], str]:
    return {(s.student, s.exercise): s.path.rpartition("/")[2] for s in found.submissions}


def reasons(found: Collected) -> str:
    return "; ".join(out.reason for of_path in found.left_out.values() for out in of_path)


@pytest.mark.parametrize(
    ("name", "data", "only", "exercises"),
    [
        ("sigmoid.ipynb", SIGMOID, (), {"sigmoid"}),
        ("Sigmoid-1.ipynb", SIGMOID, (), {"sigmoid"}),
        ("sigmoid (2).IPYNB", b"{}", (), {"sigmoid"}),
        ("hw1.ipynb", SIGMOID, (), {"sigmoid"}),
        ("hw1.ipynb", BOTH, (), {"sigmoid", "gelu"}),
        ("gelu.ipynb", BOTH, (), {"gelu"}),
        ("hw1.ipynb", BOTH, ("gelu", "adam"), {"gelu"}),
        ("hw1.ipynb", BOTH, ("adam",), {"adam"}),
        ("hw1.ipynb", book("class Adam: pass"), (), {"adam"}),
        ("hw1.ipynb", book("class SGD: pass"), ("sgd", "gelu"), {"sgd"}),
        ("hw1.ipynb", book("class SGD: pass"), ("sgd", "sgd_momentum"), {"sgd", "sgd_momentum"}),
    ],
)
def test_a_notebook_is_of_what_it_is_named_after_or_else_defines(
    tmp_path: Path, name: str, data: bytes, only: tuple[str, ...], exercises: set[str]
) -> None:
    found = collected(tmp_path / "c", {f"jane/{name}": data, "zoe/sigmoid.py": b"x"}, *only)
    assert {exercise for student, exercise in chosen(found) if student == "jane"} == exercises


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"import torch", "is no notebook"),
        (SIGMOID[:-20], "the notebook is broken"),
        (book(), "the notebook has no code"),
        (book("def relu(x): return x"), "defines what no exercise asks for, or several"),
        (book("class SGD: pass"), "defines what no exercise asks for, or several"),
        (book("x", metadata={"kernelspec": {"name": "ir"}}), "this is a notebook in R, not in Python"),
    ],
)
def test_a_notebook_of_no_exercise_is_left_out_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    found = collected(tmp_path / "c", {"jane/hw1.ipynb": data, "zoe/sigmoid.py": b"x"})
    assert set(chosen(found)) == {("zoe", "sigmoid")}
    assert f"has a name of no exercise, and {reason}" in reasons(found)
    assert "jane" in found.students


def test_beside_a_notebook_the_python_file_counts(tmp_path: Path) -> None:
    handed = {
        "jane/sigmoid.ipynb": SIGMOID,
        "jane/sigmoid.py": b"x",
        "zoe/sigmoid-2.ipynb": SIGMOID,
        "zoe/sigmoid.py": b"x",
    }
    found = collected(tmp_path / "c", handed | {"ann/hw1.ipynb": SIGMOID, "ann/sigmoid.ipynb": BOTH})
    assert chosen(found) == {
        ("jane", "sigmoid"): "sigmoid.py",
        ("zoe", "sigmoid"): "sigmoid.py",
        ("ann", "sigmoid"): "sigmoid.ipynb",
    }
    assert reasons(found).count("counts: a Python file beside a notebook") == 2


def test_what_was_handed_in_later_counts_whatever_it_is(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.writestr("HW1_jdoe_attempt_2026-10-04-10-00-00_sigmoid.py", "x = 1")
        archive.writestr("HW1_jdoe_attempt_2026-10-05-10-00-00_sigmoid.ipynb", SIGMOID)
        archive.writestr("HW1_zoe_attempt_2026-10-05-10-00-00_sigmoid.py", "x = 2")
    found = collect([tmp_path / "download.zip"], Naming(Names(SLUGS, (), TARGETS)))
    assert chosen(found)["jdoe", "sigmoid"].endswith(".ipynb")
    assert "counts: handed in later" in reasons(found)


def test_files_named_after_students_may_be_notebooks(tmp_path: Path) -> None:
    found = collected(tmp_path / "c", {"jane.ipynb": BOTH, "zoe.ipynb": SIGMOID})
    assert set(chosen(found)) == {("jane", "sigmoid"), ("jane", "gelu"), ("zoe", "sigmoid")}


def test_outputs_are_not_kept_and_do_not_count(tmp_path: Path) -> None:
    large = book(cell("def sigmoid(x): return x", outputs=[PICTURE]))
    handed = {f"jane/{n}/sigmoid.ipynb": large for n in range(3)}
    found = collected(tmp_path / "c", handed | {"zoe/sigmoid.ipynb": SIGMOID})
    jane, zoe = (s.data for s in sorted(found.submissions, key=lambda s: s.student))
    assert jane
    assert zoe == jane, "the same code is the same file"
    assert len(jane) < 1000
    assert read(jane).cells == ("def sigmoid(x): return x",)
    assert json.loads(jane)["nbformat"] == 4


def test_checkpoints_are_passed_over_and_what_is_hidden_is_told(tmp_path: Path) -> None:
    handed = {"jane/.ipynb_checkpoints/sigmoid-checkpoint.ipynb": SIGMOID, "zoe/.sigmoid.ipynb": SIGMOID}
    found = collected(tmp_path / "c", handed | {"zoe/gelu.py": b"x"})
    assert set(chosen(found)) == {("zoe", "gelu")}
    assert reasons(found) == "is hidden: name it sigmoid.ipynb"


def test_nobody_takes_the_time_of_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = STUDENT._replace(seconds=0.2)
    monkeypatch.setattr(files, "STUDENT", short)
    slow = b'{"cells": [], "metadata": ' + b"[" * 3_000_000 + b"]" * 3_000_000 + b"}"
    handed = {f"mallory/{n}/sigmoid.ipynb": slow for n in range(20)} | {"zoe/sigmoid.ipynb": SIGMOID}
    started = time.process_time()
    found = collected(tmp_path / "c", handed)
    assert time.process_time() - started < 15
    assert chosen(found)["zoe", "sigmoid"] == "sigmoid.ipynb"
    assert "more than 0.2 s" in reasons(found)
