"""grader doctor: what the machine gives, in words and as JSON, and what a course makes of it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from grader.judge.sandbox.machine import REMEDIES
from grader.worker.confine import NAMES

GRADER = str(Path(sys.executable).with_name("grader"))


def doctor(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [GRADER, "doctor", *arguments]
    return subprocess.run(command, cwd=folder, env=os.environ | variables, capture_output=True, text=True, timeout=120)


def test_it_says_what_works_and_what_helps(tmp_path: Path) -> None:
    told = json.loads(doctor(tmp_path, "--json").stdout)
    assert told["worker"] == ""
    assert told["packages"]["torch"] != "missing"
    layers = {layer["name"]: layer for layer in told["layers"]}
    assert list(layers) == ["limits", *NAMES, "bubblewrap"]
    run = doctor(tmp_path)
    assert run.returncode == 0
    assert f"isolation  {told['level']}, the course requires L0" in run.stdout
    assert f"device     {told['device']}" in run.stdout
    assert torch.accelerator.is_available() or told["device"] == "none that torch can use"
    for name in (*NAMES, "bubblewrap"):
        assert layers[name]["works"] or (layers[name]["reason"] in run.stdout and REMEDIES[name] in run.stdout)


def test_a_course_that_requires_more_is_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.grader]\nrequire_isolation = "L3"\n', encoding="utf-8")
    (tmp_path / "sigmoid.py").write_text("import torch\n", encoding="utf-8")
    run = doctor(tmp_path)
    if "isolation  L3" in run.stdout:
        pytest.skip("this machine has all that a course can require")
    assert run.returncode == 3
    check = subprocess.run([GRADER, "check", "sigmoid"], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert check.returncode == 3
    told = "E904 isolation-missing  this machine is at fault, not you: submissions can be isolated at level"
    assert told in " ".join(check.stdout.split("\n"))


def test_a_worker_that_cannot_start_is_reported(tmp_path: Path) -> None:
    (tmp_path / "torch.py").write_text("raise ImportError('no torch here')\n", encoding="utf-8")
    run = doctor(tmp_path, PYTHONPATH=str(tmp_path))
    assert run.returncode == 3
    assert "worker     E902 torch-missing: torch cannot be imported: no torch here" in run.stdout
