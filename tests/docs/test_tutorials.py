"""Every file in a tutorial is written and every command is run, in their order: each prints what
the page shows.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..cli.command import grader, process
from ..conftest import ROOT

PAGES = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
PART = re.compile(r"(?:^`(?P<file>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
MACHINE = {
    r"\d+\.\d s\b": "0.0 s",
    r"torch 2[\w.+]*": "torch",
    r"isolation L[^,]*": "isolation",
    r"start \w+$": "start",
}
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-index", "--no-deps"]


def shown(page: Path) -> Iterator[tuple[str, str, str]]:
    """The parts of a page: a file with its text, or a command with what it prints."""
    for part in PART.finditer(page.read_text(encoding="utf-8")):
        if part["file"]:
            yield "file", part["file"], part["text"]
        elif part["kind"] == "console":
            for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", part["text"], re.MULTILINE):
                yield "command", command, printed


def comparable(text: str, folder: Path) -> str:
    """A text without what depends on the machine: times, versions and places."""
    text = text.replace(str(folder), "/home/me/course").replace(str(ROOT), "/home/me/grader")
    for varies, instead in MACHINE.items():
        text = re.sub(varies, instead, text, flags=re.MULTILINE)
    return text.rstrip()


def run(words: list[str], folder: Path, packages: Path) -> str:
    """What a command prints; `pip install .` installs into a folder of the test's own."""
    if words[0] == "mkdir":
        (folder / words[1]).mkdir()
        return ""
    if words[0] == "pip":
        subprocess.run([*PIP, "--no-build-isolation", "--target", packages, "."], check=True, cwd=folder)
        return ""
    assert words[0] == "grader"
    if packages.exists():  # another process finds what was installed meanwhile
        return process(*words[1:], cwd=folder, PYTHONPATH=str(packages)).stdout
    return grader(*words[1:], cwd=folder).stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_tutorial_prints_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):  # as for somebody who begins
        monkeypatch.setenv(kept, str(tmp_path / "home"))
    course, packages, compared = tmp_path / "course", tmp_path / "packages", 0
    course.mkdir()
    folder = course
    for kind, name, text in shown(page):
        if kind == "file":
            (course / name).parent.mkdir(parents=True, exist_ok=True)
            (course / name).write_text(text, encoding="utf-8")
        elif name.startswith("cd "):
            folder = (folder / name.removeprefix("cd ")).resolve()
        else:
            printed = run(name.split(), folder, packages)
            assert comparable(printed, course) == comparable(text, course), name
            compared += bool(text)
    assert compared > 2
