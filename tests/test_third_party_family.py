"""A package of strangers with a family of its own: that in docs/families.md, built as a wheel and
installed by pip.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT
from .tiers import whole

pytestmark = whole
PYPROJECT = """
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "grader-stencils"
version = "0.1"
[project.entry-points.grader]
stencils = "grader_stencils"
[tool.setuptools]
py-modules = ["grader_stencils"]
"""
RIGHT = """import torch


def squared_slope(x):
    return ((x[..., 2:] - x[..., :-2]) / 2) ** 2


def squared_slope_backward(grad_output, x):
    slope = grad_output * (x[..., 2:] - x[..., :-2]) / 2
    grad = torch.zeros_like(x)
    grad[..., 2:] += slope
    grad[..., :-2] -= slope
    return grad
"""
WRONG = RIGHT.replace("    return ((x[..., 2:] - x[..., :-2]) / 2) ** 2", "    return (x[..., 2:] - x[..., :-2]) ** 2")
OVERWRITTEN = RIGHT.replace("+= slope", "= slope").replace("-= slope", "= -slope")
CONFORMS = """
import sys
from pathlib import Path
from grader.testing import check_exercise
from grader_stencils import squared_slope

check_exercise(squared_slope, Path(sys.argv[1]).read_text())
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh virtual environment that has the package; what grader needs is lent
    from this one.
    """
    root = tmp_path_factory.mktemp("stencils")
    (root / "src").mkdir()
    (root / "src" / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    page = (ROOT / "docs" / "families.md").read_text(encoding="utf-8")
    code = re.findall(r"(?ms)^```python\n(.*?)^```", page)[0]
    (root / "src" / "grader_stencils.py").write_text(code, encoding="utf-8")
    pip = ["-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [sys.executable, *pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(root), str(root / "src")]
    subprocess.run(build, check=True, capture_output=True)
    subprocess.run([sys.executable, "-m", "venv", str(root / "venv")], check=True)
    made = root / "venv" / "bin" / "python"
    (wheel,) = root.glob("*.whl")
    subprocess.run([str(made), *pip, "install", "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    lent = [p for p in sys.path if p.endswith("site-packages")]
    target = next((root / "venv").glob("lib/*/site-packages")) / "lent.pth"
    target.write_text("".join(f"import site; site.addsitedir({p!r})\n" for p in lent), encoding="utf-8")
    return made


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd="/", timeout=300)


def test_its_family_is_listed(python: Path) -> None:
    listed = run(python, "-m", "grader", "list", "--families")
    assert listed.returncode == 0, listed.stderr
    (line,) = (line for line in listed.stdout.splitlines() if line.startswith("stencil "))
    assert "a number from every three neighbours" in line
    assert "(stencils, 1 exercise)" in line


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        pytest.param(RIGHT, 0, r"100 of 100", id="right"),
        pytest.param(WRONG, 1, r"mistake: not halved", id="wrong value"),
        pytest.param(OVERWRITTEN, 1, r"gradients .* G301", id="wrong gradient"),
    ],
)
def test_its_submissions_are_graded(python: Path, tmp_path: Path, text: str, status: int, told: str) -> None:
    path = tmp_path / "squared_slope.py"
    path.write_text(text, encoding="utf-8")
    checked = run(python, "-m", "grader", "check", "squared_slope", path)
    assert checked.returncode == status, checked.stdout + checked.stderr
    assert re.search(told, checked.stdout), checked.stdout


def test_it_conforms(python: Path, tmp_path: Path) -> None:
    (tmp_path / "solution.py").write_text(RIGHT, encoding="utf-8")
    (tmp_path / "conforms.py").write_text(CONFORMS, encoding="utf-8")
    tested = run(python, tmp_path / "conforms.py", tmp_path / "solution.py")
    assert tested.returncode == 0, tested.stdout + tested.stderr
