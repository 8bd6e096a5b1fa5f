"""Pages about systems that grade by themselves: every command on them is run, for alice, who has
one exercise wrong.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ..cli.command import Done, grader, process
from ..conftest import ROOT, SUBMISSIONS
from ..tiers import first_of_each

DOCS = ROOT / "docs"
PAGES = ("courses/gradescope", "courses/prairielearn", "courses/github", "courses/coderunner", "formats")
WRITTEN = {
    "courses/gradescope": ["autograder.zip"],
    "courses/prairielearn": ["hw1"],
    "courses/github": ["for-github", "summary.md"],
    "courses/coderunner": ["outcome.json"],
    "formats": ["results.json", "scores.json"],
}
FAILING = """
import grader
from grader.report.format import Format


def fail(work):
    raise RuntimeError("no such luck")


@grader.hookimpl
def grader_formats():
    fails = Format(name="fails", ending=".txt", about="fails", write=fail)
    return [fails, Format(name="text", ending=".txt", about="no bytes", write=lambda work: "text")]
"""


def blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", (DOCS / f"{page}.md").read_text(encoding="utf-8"), re.DOTALL)


def install(folder: Path, name: str, code: str) -> None:
    """A package with a plugin, as pip leaves it."""
    (folder / f"{name}-1.0.dist-info").mkdir(parents=True)
    (folder / f"{name}-1.0.dist-info" / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (folder / f"{name}-1.0.dist-info" / "entry_points.txt").write_text(f"[grader]\n{name} = {name}\n")
    (folder / f"{name}.py").write_text(code, encoding="utf-8")


@pytest.fixture
def course(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A course as a page says, and alice, whose sigmoid is wrong and softsign is right."""
    page = request.getfixturevalue("page")
    settings, *_ = blocks(page, "toml")
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "alice").mkdir()
    wrong = SUBMISSIONS / "sigmoid" / "wrong" / "difference_for_product.py"
    (tmp_path / "alice" / "sigmoid.py").write_bytes(wrong.read_bytes())
    right = ROOT / "solutions" / "activations" / "softsign.py"
    (tmp_path / "alice" / "softsign.py").write_bytes(right.read_bytes())
    if page == "formats":
        install(tmp_path / "site", "autolab_format", blocks(page, "python")[0])
    return tmp_path


def run(line: str, course: Path) -> Done:
    """A line of a block; what stands behind # is the exit status, where that is not that of the
    format.
    """
    command, _, status = line.partition("  # ")
    command = command.removesuffix(" && cat scores.json")
    first, *words = command.split()
    assert first == "grader"
    site = {"PYTHONPATH": str(course / "site")} if "autolab" in words else {}
    done = process(*words, cwd=course, **site) if site else grader(*words, cwd=course)
    plain = words[0] == "check" and "--format" not in words
    assert done.returncode == int(status or plain), done.stderr
    return done


@pytest.mark.parametrize("page", first_of_each(lambda page: [page == "formats"], PAGES))
def test_every_command_on_the_page_is_run(page: str, course: Path) -> None:
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if line]
    assert lines
    said = "".join(run(line, course).stdout for line in lines)
    assert all((course / name).exists() for name in WRITTEN[page])
    assert "mistake: difference for product" in said
    if page == "formats":
        assert json.loads((course / "scores.json").read_bytes()) == {"scores": {"sigmoid": 8.0, "softsign": 20.0}}


@pytest.mark.parametrize("page", ["courses/coderunner"])
def test_the_template_of_coderunner_gives_its_outcome_alone(page: str, course: Path) -> None:
    (template,) = blocks(page, "python")
    script = course / "grader"
    script.write_text(f'#!/bin/sh\nexec {sys.executable} -I -m grader "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    answer = (course / "alice" / "sigmoid.py").read_text(encoding="utf-8").replace("\\", "\\\\").replace('"', '\\"')
    code = template.replace("{{ STUDENT_ANSWER | e('py') }}", answer).replace("/opt/grader/bin/grader", str(script))

    def outcome() -> subprocess.CompletedProcess[str]:
        whole = code.replace("/opt/course", str(course))
        return subprocess.run(
            [sys.executable, "-c", whole], capture_output=True, text=True, check=False, env={**os.environ}
        )

    done = outcome()
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["fraction"] == 0.8
    (course / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    failed = outcome()
    assert (failed.returncode, failed.stdout) == (1, "")
    assert "This is no verdict" in failed.stderr


@pytest.mark.parametrize("page", ["courses/coderunner"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fails", "failing: A634 format-fails: the format fails fails: RuntimeError: no such luck"),
        ("text", "A634 format-fails: the format text gave str, not bytes"),
    ],
)
def test_a_format_that_breaks_is_the_plugins_fault(name: str, words: str, page: str, course: Path) -> None:
    install(course / "site", "failing", FAILING)
    arguments = ("check", "--assignment", "hw1", "alice", "--format", name, "-o", "out.txt")
    done = process(*arguments, cwd=course, PYTHONPATH=str(course / "site"))
    assert done.returncode == 3
    assert words in done.stderr
    assert "not passed  8 of 10 points" in done.stdout  # the verdict is not lost
    assert not (course / "out.txt").exists()
