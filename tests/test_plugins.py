"""Where exercises come from, and what happens when a plugin breaks."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from grader.course_settings import Course
from grader.plugins import Catalogue, load

from .conftest import ROOT

GOOD = """
from grader import elementwise

@elementwise()
def {name}(x):
    '''{name}: a test.'''
    return x + 1
"""

THIRD_PARTY = """
from grader import elementwise, hookimpl, sym

@elementwise()
def swish_of_tomorrow(x):
    '''Swish of tomorrow: x times tanh(x).'''
    return x * sym.tanh(x)

@hookimpl
def grader_exercises():
    return [swish_of_tomorrow]
"""

PYPROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "grader-tomorrow"
version = "1.2.3"
[project.entry-points.grader]
tomorrow = "grader_tomorrow"
[tool.setuptools]
py-modules = ["grader_tomorrow"]
"""


def course(tmp_path: Path, **files: str) -> Course:
    (tmp_path / "plugins").mkdir()
    for name, text in files.items():
        (tmp_path / "plugins" / f"{name}.py").write_text(text, encoding="utf-8")
    return Course(tmp_path)


def test_a_file_dropped_into_the_course_is_an_exercise(tmp_path: Path) -> None:
    found = load(course(tmp_path, one=GOOD.format(name="one")))
    assert found.entries["one"].plugin == "course"
    assert "sigmoid" in found.entries


def test_one_broken_file_takes_no_other_down(tmp_path: Path) -> None:
    found = load(course(tmp_path, a_broken="1 / 0", b_good=GOOD.format(name="good"), c_broken="def f(:"))
    assert "good" in found.entries
    assert "sigmoid" in found.entries
    assert [b.error.code for b in found.broken] == ["A612", "A612"]
    assert "ZeroDivisionError" in str(found.broken[0].error)
    assert str(found.broken[0].error).startswith(str(tmp_path / "plugins" / "a_broken.py") + ":1")


def test_a_name_that_is_taken_names_both_places(tmp_path: Path) -> None:
    found = load(course(tmp_path, mine=GOOD.format(name="sigmoid")))
    (broken,) = found.broken
    assert broken.error.code == "A610"
    assert "sigmoid.py" in broken.error.message
    assert "mine.py" in str(broken.error.where)
    assert found.entries["sigmoid"].plugin == "catalogue"


def test_a_package_is_not_loaded_by_path_as_well(tmp_path: Path) -> None:
    given = course(tmp_path, one=GOOD.format(name="one"))
    (tmp_path / "plugins" / "__init__.py").touch()
    assert given.plugins is None


def test_folders_are_topics_and_private_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "one.py").write_text(GOOD.format(name="one"), encoding="utf-8")
    (tmp_path / "_helpers.py").write_text("1 / 0", encoding="utf-8")
    found = Catalogue()
    found.add_folder(tmp_path, "course")
    assert found.broken == []
    assert found.entries["one"].topic == "topic"


def test_a_folder_that_is_not_there_is_broken(tmp_path: Path) -> None:
    found = Catalogue()
    found.add_folder(tmp_path / "nowhere", "stranger")
    assert "no such folder" in str(found.broken[0].error)


def test_what_is_no_exercise_is_refused() -> None:
    found = Catalogue()
    found.add("sigmoid", "", "stranger")
    assert found.broken[0].error.code == "A611"


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh virtual environment with a third-party plugin, built as a wheel and
    installed by pip.

    What grader needs is lent from this environment.
    """
    root = tmp_path_factory.mktemp("third_party")
    (root / "src").mkdir()
    (root / "src" / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "src" / "grader_tomorrow.py").write_text(THIRD_PARTY, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(root / "dist"), str(root / "src")]
    subprocess.run(build, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(root / "venv")], check=True)
    python = root / "venv" / "bin" / "python"
    (wheel,) = (root / "dist").glob("*.whl")
    install = [*pip, "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    lent = [p for p in sys.path if p.endswith("site-packages")]
    target = next((root / "venv").glob("lib/*/site-packages")) / "lent.pth"
    target.write_text("".join(f"import site; site.addsitedir({p!r})\n" for p in lent), encoding="utf-8")
    return python


def test_the_catalogue_is_complete_when_grader_is_installed_as_a_wheel(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    source = tmp_path / "source"
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns(".*", "tests", "*.egg-info", "build"))
    subprocess.run(
        [*pip, "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {n.removeprefix("grader_plugins/") for n in names if n.startswith("grader_plugins/")}
    written = [p for kind in ("*.py", "*.toml") for p in (ROOT / "plugins").rglob(kind)]
    assert shipped == {p.relative_to(ROOT / "plugins").as_posix() for p in written}
    ours = {n for n in names if n.startswith("grader/")}
    written = [p for kind in ("*.py", "*.toml", "py.typed", "*.j2", "*.css") for p in (ROOT / "grader").rglob(kind)]
    assert ours == {p.relative_to(ROOT).as_posix() for p in written}
    assert not any("solutions" in n or "exercises" in n for n in names)


def run(python: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [str(python), "-m", "grader", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd="/", env={**os.environ, **environment}
    )


def test_a_third_party_package_is_found_with_its_provenance(stranger: Path) -> None:
    listed = run(stranger, "list", "--plugins")
    assert listed.returncode == 0, listed.stderr
    assert "tomorrow  grader-tomorrow 1.2.3  (1 exercise)" in listed.stdout
    assert "swish_of_tomorrow" in listed.stdout
    assert "broken" not in listed.stdout


def test_its_exercise_can_be_graded(stranger: Path, tmp_path: Path) -> None:
    text = """
import torch

def swish_of_tomorrow(x):
    return x * torch.tanh(x)

def swish_of_tomorrow_backward(grad_output, x):
    t = torch.tanh(x)
    return grad_output * (t + x * (1 - t**2))
"""
    (tmp_path / "swish.py").write_text(text, encoding="utf-8")
    checked = run(stranger, "check", "swish_of_tomorrow", str(tmp_path / "swish.py"))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_hook_calls_can_be_traced(stranger: Path) -> None:
    traced = run(stranger, "list", GRADER_TRACE="1")
    assert "hook grader_exercises <- ['tomorrow']" in traced.stderr
    assert "hook grader_folders <- ['catalogue']" in traced.stderr
    assert run(stranger, "list").stderr == ""


def test_a_broken_entry_point_is_listed_as_broken(stranger: Path) -> None:
    module = next(stranger.parent.parent.glob("lib/*/site-packages/grader_tomorrow.py"))
    text = module.read_text(encoding="utf-8")
    try:
        for wrong, expected in (
            ("import nonsense_module", "ModuleNotFoundError"),
            ("raise SystemExit", "SystemExit"),
            ("@", "SyntaxError"),
        ):
            module.write_text(f"{wrong}\n{text}" if wrong != "@" else "def f(:\n", encoding="utf-8")
            listed = run(stranger, "list", "--plugins")
            assert listed.returncode == 0
            assert "broken: tomorrow" in listed.stdout
            assert "sigmoid" in listed.stdout
            assert expected in listed.stdout or "cannot be imported" in listed.stdout
    finally:
        module.write_text(text, encoding="utf-8")


def test_a_hook_that_does_not_exist_is_refused(stranger: Path) -> None:
    module = next(stranger.parent.parent.glob("lib/*/site-packages/grader_tomorrow.py"))
    text = module.read_text(encoding="utf-8")
    try:
        module.write_text(text.replace("def grader_exercises", "def grader_exercise"), encoding="utf-8")
        listed = run(stranger, "list", "--plugins")
        assert "broken: tomorrow" in listed.stdout
        assert "grader_exercise" in listed.stdout
        assert "sigmoid" in listed.stdout
    finally:
        module.write_text(text, encoding="utf-8")
