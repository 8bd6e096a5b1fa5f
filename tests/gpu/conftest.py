"""These tests need an accelerator that torch can use, and skip without one.

They need nothing but torch, click, sympy, pluggy, numpy, python-flint and pytest: `python -m pytest
-m gpu tests/gpu` in the repository's folder. Where grader is not installed, what its installation
would say is written for the run.
"""

import importlib.metadata
import os
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest
import torch

ROOT = Path(__file__).resolve().parents[2]
FOUND = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None


def _pretend(folder: Path) -> None:
    """Put the metadata of an installation, and the plugins under their installed name, on the path;
    workers too.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = folder / f"{project['name']}-0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0\n", encoding="utf-8")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    (folder / "grader_plugins").symlink_to(ROOT / "plugins")
    sys.path[:0] = [str(ROOT), str(folder)]
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path[:2])


if not importlib.metadata.entry_points(group="grader"):
    _keep = tempfile.TemporaryDirectory()
    _pretend(Path(_keep.name))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.gpu)
            if FOUND is None:
                item.add_marker(pytest.mark.skip(reason=f"torch {torch.__version__} finds no accelerator here"))


@pytest.fixture
def device() -> str:
    """What torch calls the accelerator."""
    assert FOUND
    return FOUND.type
