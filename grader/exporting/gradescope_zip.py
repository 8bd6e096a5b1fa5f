"""The autograder that an instructor uploads to Gradescope: a zip archive with setup.sh and run_autograder on top."""

import shlex
from pathlib import Path

from ..report import file
from .course_kit import CourseKit
from .install_script import install_script
from .own_wheel import archive

ABOUT = "an autograder for Gradescope, a .zip"
SECRET = True  # students never see the files
SCRIPTS = ("setup.sh", "run_autograder")
RUN = """#!/usr/bin/env bash
# Gradescope calls this for each submission. Nothing of the submission is imported from here (-I).
exec "${{VENV:-/opt/grader}}/bin/python" -I -m grader.exporting.on_gradescope {assignment}
"""


def complaint(path: Path) -> str:
    """Why the archive cannot be written there; nothing if it can."""
    return file.complaint(path, (".zip",))


def write(kit: CourseKit, path: Path) -> str:
    """Write the archive; gives what is to be done with it.

    Raises:
        OSError: if it cannot be written.
    """
    files = {
        "setup.sh": install_script(kit, "/autograder/source").encode(),
        "run_autograder": RUN.format(assignment=shlex.quote(kit.assignment.name)).encode(),
        **kit.files,
    }
    file.write(archive(files, SCRIPTS), path)
    worth = f"{kit.assignment.worth:g}"
    return f"upload {path} in Configure Autograder; the assignment there has to be worth {worth} points"
