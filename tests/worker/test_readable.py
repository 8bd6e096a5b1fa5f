"""Which files a submission may read: those that torch needs, and none with an answer in it."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from grader.worker.readable import PACKAGE, around, installed, plugins, readable, roots

from ..conftest import ROOT

CACHE = ("__pycache__/single.cpython-311.pyc", "__pycache__/six.cpython-311.pyc")


def test_readable_paths_are_the_library_without_the_answers() -> None:
    files, folders = readable()
    assert not [path for path in files if PACKAGE.is_relative_to(path) or path.is_relative_to(PACKAGE)]
    torch = find_spec("torch")
    assert torch
    assert torch.origin
    for needed in (os.__file__, torch.origin):
        assert [path for path in files if Path(needed).resolve().is_relative_to(path)], needed
    for secret in (ROOT / "solutions", ROOT / "plugins", ROOT / "tests", Path.home(), Path("/tmp"), Path("/proc")):
        assert not [path for path in files if secret.is_relative_to(path)], secret
    assert all(folder.name in ("site-packages", "dist-packages") for folder in folders)


def test_what_torch_imports_may_be_installed_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("flint", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
    monkeypatch.delitem(sys.modules, "flint", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    found = roots(installed())
    assert tmp_path / "flint" in found
    assert not {tmp_path, tmp_path / "other"} & set(found)


def test_a_folder_is_cut_up_around_what_is_hidden(tmp_path: Path) -> None:
    for name in ("a/x.py", "a/secret/y.py", "b/z.py", "c.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "again").symlink_to(tmp_path / "a")
    (tmp_path / "outside").symlink_to(tmp_path.parent)
    found = {str(path.relative_to(tmp_path)) for path in around(tmp_path, {tmp_path / "a" / "secret"})}
    assert found == {"a/x.py", "b", "c.py"}
    assert list(around(tmp_path, {tmp_path.parent})) == []
    assert list(around(tmp_path, {tmp_path / "elsewhere.py", Path("/nowhere")})) != []


def test_packages_that_bring_exercises_are_hidden_in_the_middle_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "site-packages"
    for name in (
        "torchlike/a.py",
        "my_course/answers.py",
        "my_course-1.0.dist-info/entry_points.txt",
        "single.py",
        *CACHE,
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    points = "[console_scripts]\nx = torchlike:main\n\n[grader]\nmine = my_course.plugins:all\nother = single\n"
    (folder / "my_course-1.0.dist-info" / "entry_points.txt").write_text(points, encoding="utf-8")
    hidden = set(plugins([folder]))
    assert {path.name for path in around(folder, hidden)} == {
        "torchlike",
        "my_course-1.0.dist-info",
        "six.cpython-311.pyc",
    }
