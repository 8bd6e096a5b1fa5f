"""Every command on a page of docs/courses/ is run, in its order, for a class of ten: all get what
they should.
"""

import csv
import io
import re
import tomllib
import zipfile
from pathlib import Path

import pytest

from ..cli.command import Done, grader
from ..conftest import ROOT
from ..tiers import first_of_each
from .made import CLASS, LATE, ROSTER, SYSTEMS, download

PAGES = ROOT / "docs" / "courses"
POINTS = {**{one.login: one.points for one in CLASS}, LATE.login: LATE.points}


def blocks(page: str, kind: str) -> list[str]:
    """The blocks of a kind on a page."""
    return re.findall(rf"```{kind}\n(.*?)```", (PAGES / f"{page}.md").read_text(encoding="utf-8"), re.DOTALL)


def commands(page: str) -> list[list[str]]:
    """The commands on a page, without what stands behind #, as words."""
    lines = (line.partition("#")[0].split() for block in blocks(page, "sh") for line in block.splitlines())
    return [words for words in lines if words]


def course(folder: Path, page: str) -> None:
    """A course as the page says, with the download, late work, the gradebook and a roster."""
    system = SYSTEMS[page]
    (folder / "pyproject.toml").write_text("\n".join(["[tool.grader]", *blocks(page, "toml")]), encoding="utf-8")
    tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    (folder / "submissions.zip").write_bytes(download(system))
    (folder / "late.zip").write_bytes(download(system, (LATE,)))
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    for name in ("gradebook.csv", "gradebook.xls"):
        (folder / name).write_bytes(system.gradebook.encode(system.encoding))


def run(folder: Path, words: list[str]) -> Done:
    assert words[0] == "grader"
    done = grader(*words[1:], cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def graded(folder: Path, system: str) -> dict[str, float | None]:
    """The points of everybody, by login, as the latest gradebook or the table has them."""
    books = sorted(folder.glob("gradebook.graded*"), key=lambda path: path.stat().st_mtime_ns)
    path = books[-1] if books else folder / "grades.csv"
    text = path.read_bytes().decode(SYSTEMS[system].encoding if books else "utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if "\t" in text else ","))
    head = next(n for n, row in enumerate(rows) if len(row) > 3)
    column = next(n for n, name in enumerate(rows[head]) if re.match(r"Homework 1|grade$|Grade$|points$", name))
    of = {}
    for one in CLASS:
        (row,) = [r for r in rows[head + 1 :] if {one.login, f"#{one.login}", one.email, str(one.id)} & {*r}]
        of[one.login] = float(row[column]) if row[column] else None
    return of


@pytest.mark.parametrize("page", first_of_each(lambda page: ["a page"], SYSTEMS))
def test_from_nothing_to_grades_in_the_gradebook(page: str, tmp_path: Path) -> None:
    course(tmp_path, page)
    show, handout, first, late, again = commands(page)
    assert "hw1  Homework 1, 30 points" in run(tmp_path, show).stdout
    run(tmp_path, handout)
    assert {path.name for path in (tmp_path / "hw1").iterdir()} == {"README.md", "sigmoid.py", "gelu.py"}
    run(tmp_path, first)
    assert graded(tmp_path, page) == {one.login: one.points for one in CLASS}
    (feedback,) = tmp_path.glob("feedback*")
    pages = zipfile.ZipFile(feedback).namelist() if feedback.suffix else [p.name for p in feedback.iterdir()]
    assert len(pages) == sum(one.points is not None for one in CLASS)
    run(tmp_path, late)
    assert graded(tmp_path, page) == POINTS
    assert "changed" not in run(tmp_path, again).stdout
    assert graded(tmp_path, page) == POINTS


def test_every_page_has_a_class() -> None:
    followed = {path.stem for path in PAGES.glob("*.md") if "--assignment hw1 --roster" in path.read_text("utf-8")}
    assert followed == set(SYSTEMS)
