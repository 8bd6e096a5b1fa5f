"""The autograder that an instructor uploads to Gradescope: a zip archive with setup.sh and
run_autograder at the top.
"""

import shlex
from pathlib import Path

from .course_kit import CourseKit
from .install_script import install_script

SUFFIX = ".zip"
RUN = """\
#!/usr/bin/env bash
# Gradescope calls this for each submission. Nothing of the submission is imported from here (-I).
exec "${{VENV:-/opt/grader}}/bin/python" -I -m grader.exporting.on_gradescope {assignment}
"""


def files(kit: CourseKit) -> dict[str, bytes]:
    """Returns the files of the archive."""
    return {
        "setup.sh": install_script(kit, "/autograder/source").encode(),
        "run_autograder": RUN.format(assignment=shlex.quote(kit.assignment.name)).encode(),
        **kit.files,
    }


def next_step(kit: CourseKit, path: Path) -> str:
    """Returns the instructor's next step."""
    return (
        f"upload {path} in Configure Autograder; the assignment there has to be worth {kit.assignment.worth:g} points"
    )
