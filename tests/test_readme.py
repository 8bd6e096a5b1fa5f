"""What the README shows is what happens: its exercise is fit for students as it is printed."""

import re
from pathlib import Path

from .cli.command import grader
from .conftest import ROOT

SOLUTION = """import torch


def soft_sign(x):
    return x / (1 + x.abs())


def soft_sign_backward(grad_output, x):
    return grad_output / (1 + x.abs()) ** 2
"""


def test_the_exercise_of_the_readme_passes_the_self_check(tmp_path: Path) -> None:
    (printed,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    (tmp_path / "pyproject.toml").write_text("[tool.grader]\n", encoding="utf-8")
    for folder, text in (("plugins", printed), ("solutions", SOLUTION), ("exercises", "")):
        (tmp_path / folder).mkdir()
        if text:
            (tmp_path / folder / "soft_sign.py").write_text(text, encoding="utf-8")
    started = grader("start", "soft_sign", cwd=tmp_path / "exercises")
    assert started.returncode == 0, started.stderr
    checked = grader("selfcheck", "plugins/soft_sign.py", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "1 caught and named, none confused" in checked.stdout
