"""Class reports: sums, and each of the formats with names that mean harm."""

import csv
import dataclasses
import io
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet
import pytest

from grader.batch import export
from grader.batch.class_report import ClassReport, Graded, LeftOut, Mistake, Regraded, Row, Verdict
from grader.batch.export import class_json as as_json
from grader.batch.export import class_page, class_terminal, parquet, points_chart, sorting
from grader.batch.export import csv as as_csv
from grader.batch.export.class_table import COLUMNS
from grader.batch.summary import complete, summary
from grader.report.model import Score

from .conftest import FAILED, PASSED

EVIL = "<script>alert(1)</script>"
NOT_STARTED = Graded(status="not started", score=Score(0, 100), codes=("S107",))
NOT_JUDGED = Graded(status="not judged", score=Score(0, 0), codes=("E901",), problem=f"ValueError: {EVIL}\nTraceback")
NAMES = ("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "\tx", EVIL, 'Müller, "Zoë"', "O'Neil & Söhne")
ROWS = [Row(name, "sigmoid", f"c/{name}/sigmoid.py", "0" * 64, FAILED) for name in NAMES]
ROWS += [
    Row("ann", "sigmoid", "c/ann/sigmoid.py", "1" * 64, PASSED),
    Row("ann", "gelu", "c/ann/gelu.py", "2" * 64, NOT_STARTED),
    Row("bob", "gelu", "c/bob/gelu.py", "3" * 64, NOT_JUDGED),
    Row("dan", "gelu", "c/dan/gelu.py", "4" * 64, None),
]
REPORT = ClassReport(complete(ROWS), (LeftOut(f"c/{EVIL}.txt", "is no Python file"),), {"seed": "secret"}, "2026-11-21")


def test_code_and_archives_that_were_not_used_may_be_what_is_missing() -> None:
    given = {"bob": "gelu_final2.py", "gus": "hw.rar", "ian": "hw.zip", "eve": "essay.pdf", "ann": "x.IPYNB"}
    rows = [Row(who, "sigmoid", "s.py", "0", PASSED) for who in given] + [Row("zoe", "gelu", "g.py", "1", PASSED)]
    left_out = [LeftOut(name, "is not read", (who,)) for who, name in given.items()]
    report = ClassReport(complete(rows, (), left_out), tuple(left_out), {}, "")
    status = {r.student: r.status for r in report.rows if r.exercise == "gelu"}
    judged = {"zoe": "passed", "eve": "missing"}
    assert status == {**dict.fromkeys(given, "handed in, not judged"), **judged}
    assert {r.student for r in report.without_verdict} == set(given) - {"eve"}
    assert {r.reason for r in report.without_verdict} == {f"{n} is not read" for n in given.values()} - {
        "essay.pdf is not read"
    }


def test_sums() -> None:
    sums = summary(REPORT)
    assert sums.students == len(NAMES) + 3
    gelu, sigmoid = sums.exercises
    assert dict(gelu.counts) == {"missing": len(NAMES), "not started": 1, "not judged": 1, "not graded yet": 1}
    assert (gelu.handed_in, gelu.mean) == (3, 0)
    assert dict(sigmoid.counts) == {"not passed": len(NAMES), "passed": 1, "missing": 2}
    assert sigmoid.mean == pytest.approx((100 + 40 * len(NAMES)) / (1 + len(NAMES)) / 100)
    assert [(c.exercise, c.check, c.failed, c.judged) for c in sums.checks] == [("sigmoid", "gradients", 8, 9)]
    assert [(m.mistake.id, len(m.students)) for m in sums.mistakes] == [("sigmoid.sign_lost", 8)]


def test_a_class_of_nobody_has_no_mean() -> None:
    only = ClassReport(complete(ROWS[-1:]), (), {}, "")
    assert summary(only).exercises[0].mean is None
    assert "1 not graded yet" in class_terminal.render(only, (), ())
    assert b"not graded yet" in class_page.render(only)


def test_csv_runs_nothing_and_reads_back() -> None:
    text = as_csv.render(REPORT).decode("utf-8-sig")
    *rows, left = csv.DictReader(io.StringIO(text, newline=""))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == len(REPORT.rows)
    assert [left[c] for c in ("status", "path", "reason", "passed", "score")] == [
        "left out",
        f"c/{EVIL}.txt",
        "is no Python file",
        "no",
        "",
    ]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@", "\t")]
    assert {r["student"].removeprefix("'") for r in rows} == {r.student for r in REPORT.rows}
    by = {(r["student"], r["exercise"]): r for r in rows}
    assert by["ann", "sigmoid"]["score"] == "100"
    assert by['Müller, "Zoë"', "sigmoid"]["mistakes"] == "sigmoid.sign_lost"
    assert by["bob", "gelu"]["status"] == "not judged"
    assert (by["bob", "gelu"]["score"], by["bob", "gelu"]["codes"]) == ("", "E901")
    assert by["bob", "sigmoid"]["status"] == "missing"


def test_json_says_what_it_is() -> None:
    plain = json.loads(as_json.render(REPORT))
    assert plain["schema"] == "grader.batch/1"
    assert len(plain["rows"]) == len(REPORT.rows)
    (mistake,) = plain["mistakes"]
    assert mistake.pop("example") in NAMES
    assert mistake == {
        "id": "sigmoid.sign_lost",
        "title": "sign lost",
        "confidence": "named",
        "students": len(NAMES),
    }
    assert plain["left_out"][0]["reason"] == "is no Python file"


def test_parquet_reads_back() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(parquet.render(REPORT)))
    assert tuple(table.column_names) == COLUMNS
    rows = {(r["student"], r["exercise"]): r for r in table.to_pylist()}
    assert rows[EVIL, "sigmoid"]["codes"] == ["G301"]
    assert rows["ann", "sigmoid"]["score"] == 100.0
    assert rows["bob", "gelu"]["score"] is None


def test_notes_for_a_person_are_in_every_format() -> None:
    noted = Row(
        "eve", "sigmoid", "c/eve/sigmoid.py", "5" * 64, dataclasses.replace(PASSED, notes=("frames", "objects"))
    )
    report = ClassReport((noted,), (), {}, "")
    (row,) = csv.DictReader(io.StringIO(as_csv.render(report).decode("utf-8-sig"), newline=""))
    assert row["notes"] == "frames objects"
    assert json.loads(as_json.render(report))["rows"][0]["notes"] == ["frames", "objects"]
    table = pyarrow.parquet.read_table(io.BytesIO(parquet.render(report)))
    assert table.to_pylist()[0]["notes"] == ["frames", "objects"]
    assert "looked at by a person; it takes no points: 1\n  eve  sigmoid  frames objects\n" in class_terminal.render(
        report, (), ()
    )
    assert b"<td>eve</td><td>sigmoid</td><td>frames, objects</td>" in class_page.render(report)
    assert b"look: notes</h2>" not in class_page.render(REPORT)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, value in attrs if name.startswith("on") or name in ("src", "href")]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_has_one_script_of_its_own_and_every_name() -> None:
    page = Tags()
    page.feed(class_page.render(REPORT).decode())
    ElementTree.fromstring(class_page.render(REPORT).decode())
    assert page.open == []
    assert class_page.render(REPORT).count(b"<script") == 1
    assert f"<script>{sorting.SCRIPT}</script>".encode() in class_page.render(REPORT)
    assert {r.student for r in REPORT.rows if r.student.strip() == r.student} <= set(page.text)
    assert f"c/{EVIL}.txt" in page.text


@pytest.mark.parametrize("where", ["student", "exercise", "path", "title", "id", "code", "check", "reason"])
def test_html_escapes_whatever_comes_from_elsewhere(where: str) -> None:
    given: Mapping[str, Any] = {w: EVIL if w == where else w for w in ("title", "id", "code", "check")}
    bad = Graded(
        status="not passed",
        score=Score(0, 100),
        codes=(given["code"],),
        failed=(given["check"],),
        mistakes=(Mistake(given["id"], given["title"], "named"),),
    )
    student, exercise, path = (EVIL if where == name else name for name in ("student", "exercise", "path"))
    row = Row(student, exercise, path, "0", bad)
    left = LeftOut(EVIL if where == "path" else "p", EVIL if where == "reason" else "r")
    page = class_page.render(ClassReport((row,), (left,), {}, "")).decode()
    assert EVIL not in page
    assert "&lt;script&gt;" in page


def test_terminal_shows_the_beginning_of_long_lists() -> None:
    many = ClassReport(REPORT.rows, tuple(LeftOut(f"f{n}", "is no Python file") for n in range(1000)), {}, "")
    changes = [Regraded(("ann", "bob"), "sigmoid", PASSED, FAILED, ("another seed",))]
    shown = class_terminal.render(many, changes, [("gelu", NOT_JUDGED)] * 70)
    assert len(shown.splitlines()) < 50
    assert "left out: 1000" in shown
    assert "... and 985 more" in shown
    assert "mistake: sign lost  (sigmoid.sign_lost)" in shown
    assert "    70  gelu  E901 ValueError" in shown
    assert "Traceback" not in shown
    assert "ann and 1 more  sigmoid  100 passed -> 40 not passed G301  (another seed)" in shown
    assert re.search(r"^gelu +3 +0 +0 +1 +1 +8 +0\.0%  0 0 0 0 0$", shown, re.M)


@pytest.mark.parametrize("suffix", export.SUFFIXES)
def test_files_are_written_whole(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"class{suffix}"
    assert export.complaint(path) == ""
    export.write(REPORT, path)
    assert path.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_is_said_before_anything_is_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "must end in .csv, .html, .json or .parquet" in export.complaint(tmp_path / "class.xlsx")
    assert "there is no folder" in export.complaint(tmp_path / "none" / "class.csv")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install 'dl-math-grader[parquet]'" in export.complaint(tmp_path / "class.parquet")


def test_points_are_of_all_exercises_and_what_is_not_judged_does_not_count() -> None:
    def row(student: str, exercise: str, status: Verdict | None, points: float) -> Row:
        graded = None if status is None else Graded(status=status, score=Score(points, 100))
        return Row(student, exercise, "" if graded is None else "p", "" if graded is None else "h", graded)

    rows = (
        row("a", "gelu", "passed", 100),
        row("a", "sigmoid", None, 0),
        row("b", "gelu", "not passed", 60),
        row("b", "sigmoid", "not judged", 0),
        row("c", "gelu", "not judged", 0),
        row("c", "sigmoid", "passed", 100),
    )
    report = ClassReport(rows, (), {}, "")
    assert points_chart.shares(report) == [0.5, 0.6, 1.0]
    page = class_page.render(report).decode()
    assert "Mean 70.0%, median 60.0% of the points in reports" in page
    assert "The weights of an assignment do not count here" in page
    assert "<desc>50 to 60 %: 1; 60 to 70 %: 1; 90 to 100 %: 1</desc>" in page
    assert "<svg" not in class_page.render(ClassReport((), (), {}, "")).decode()
