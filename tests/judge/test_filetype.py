"""What is handed in and is no Python is called what it is; what is Python never is."""

import importlib.util
import io
import py_compile
import zipfile
from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.judge.filetype import other_kind
from grader.judge.grade import text
from grader.notebook.extract import MOST_BRACES

from ..conftest import SUBMISSIONS


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "text")
    return file.getvalue()


FILES: dict[str, tuple[bytes, str]] = {
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
    "Word": (packed("[Content_Types].xml", "word/document.xml"), "a Word document"),
    "Excel": (packed("xl/workbook.xml"), "an Excel sheet"),
    "archive": (packed("sigmoid.py"), "an archive (ZIP)"),
    "tensors": (packed("archive/data.pkl"), "tensors saved by torch"),
    "page": (b"\n<!DOCTYPE html>\n<html><body><pre>def f(): ...</pre>", "an HTML page"),
    "text entry": (b"<p>def sigmoid(x):<br>return 1</p>", "an HTML page"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture (PNG)"),
    "photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)"),
    "compiled": (importlib.util.MAGIC_NUMBER + bytes(12) + b"\xe3", "compiled Python"),
}
PYTHON = (
    b"BMI = 3\n",
    b"BZh = 1\n",
    b'{"cells": 1}\n',
    b"# %PDF-1.7\n",
    b"GIF = 8\n",
    b"x\r\n",
    b'"<html>"\n',
)


@pytest.mark.parametrize("name", FILES)
def test_it_is_called_what_it_is(name: str) -> None:
    data, kind = FILES[name]
    with pytest.raises(SubmissionError, match=r"S122 .*not a Python file") as caught:
        text(data)
    assert kind in str(caught.value)


@pytest.mark.parametrize("data", PYTHON, ids=repr)
def test_python_is_python(data: bytes) -> None:
    assert other_kind(data) == ""


def test_no_submission_here_is_anything_else() -> None:
    assert [p for p in SUBMISSIONS.glob("*/*/*.py") if other_kind(p.read_bytes())] == []


def test_what_python_compiles_is_seen(tmp_path: Path) -> None:
    source = tmp_path / "x.py"
    source.write_text("x = 1\n", encoding="utf-8")
    compiled = py_compile.compile(str(source), str(tmp_path / "x.pyc"))
    assert compiled
    assert other_kind(Path(compiled).read_bytes()) == "compiled Python"


def test_a_text_that_python_reads_for_minutes_is_not_read() -> None:
    """The time for an f-string grows with the square of its fields; 340,000 of them are less than 1
    MiB.
    """
    source = b'import torch\n\n\ndef f(a):\n    return f"%b"\n'
    assert text(source % (MOST_BRACES * b"{a}"))
    with pytest.raises(SubmissionError, match=r"S103 .*more than 20,000 \{"):
        text(source % (340_000 * b"{a}"))
