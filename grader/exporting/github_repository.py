"""Files for a repository on GitHub: a workflow that judges each push, and an autograder for
Classroom 50.
"""

import shlex
from dataclasses import replace
from pathlib import Path

from .course_kit import CourseKit, settings
from .install_script import install_script

SUFFIX = ""
WORKFLOW = """\
name: grader
on: [push]
permissions:
  contents: read
jobs:
  grade:
    runs-on: ubuntu-latest
    timeout-minutes: 20
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install grader
        run: KIT="$GITHUB_WORKSPACE/.grader" VENV="$RUNNER_TEMP/grader" bash .grader/setup.sh
      - name: Summary
        working-directory: .grader/course
        run: |
          "$RUNNER_TEMP/grader/bin/grader" check --assignment {name} "$GITHUB_WORKSPACE" \\
            --format github-summary >> "$GITHUB_STEP_SUMMARY" || true
      - name: Grade
        working-directory: .grader/course
        run: |
          "$RUNNER_TEMP/grader/bin/grader" check --assignment {name} "$GITHUB_WORKSPACE" \\
            --format github-annotations
"""
AUTOGRADER = '''\
"""Grades a submission for Classroom 50: installs grader from the files beside this one, and writes ./result.json."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ASSIGNMENT = {name!r}  # of the course; Classroom 50 may call it otherwise

with tempfile.TemporaryDirectory() as folder:
    python = os.environ.get("GRADER_PYTHON")
    if not python:
        venv = os.path.join(folder, "grader")
        environment = dict(os.environ, KIT=HERE, VENV=venv)
        subprocess.run(["bash", os.path.join(HERE, "setup.sh")], env=environment, check=True)
        python = os.path.join(venv, "bin", "python")
    course = os.path.join(HERE, "course")
    command = [python, "-I", "-m", "grader.exporting.on_classroom50", ASSIGNMENT, course]
    sys.exit(subprocess.run(command).returncode)
'''


def files(kit: CourseKit) -> dict[str, bytes]:
    """Returns the files: `repository` contains the workflow and the folder `.grader` for students'
    repositories, and `classroom50` the files that Classroom 50 runs.
    """
    name, quoted = kit.assignment.name, shlex.quote(kit.assignment.name)
    script = install_script(kit, ".").encode()
    open_settings = settings(replace(kit.assignment, seed=None)).encode()
    return {
        "repository/.github/workflows/grader.yml": WORKFLOW.format(name=quoted).encode(),
        **{f"repository/.grader/{path}": data for path, data in kit.files.items()},
        "repository/.grader/course/pyproject.toml": open_settings,
        "repository/.grader/setup.sh": script,
        **{f"classroom50/{name}/{path}": data for path, data in kit.files.items()},
        f"classroom50/{name}/setup.sh": script,
        f"classroom50/{name}/autograder.py": AUTOGRADER.format(name=name).encode(),
    }


def next_step(kit: CourseKit, path: Path) -> str:
    """Returns the instructor's next step."""
    name = kit.assignment.name
    return (
        f"put what is in {path / 'repository'}, also what is hidden, into the repository that students start from;"
        f" or, for Classroom 50, {path / 'classroom50' / name} into CLASSROOM/autograders"
    )
