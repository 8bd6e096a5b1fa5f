"""Grading on another system: the command is run in a process of its own, and what it wrote is
handed over.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class GradedElsewhere:
    """The exit status of `grader check`, and the file that it wrote; nothing if it wrote none."""

    status: int
    data: bytes

    @property
    def is_verdict(self) -> bool:
        """Whether the file says what the submission deserves."""
        return self.status == 0 and bool(self.data)


def graded(assignment: str, submission: Path, course: Path, format_name: str) -> GradedElsewhere:
    """Judge a folder for an assignment. The file is written where no submission can know its name,
    and standard output gets the report for the instructor.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "results"
        command = [sys.executable, "-I", "-m", "grader", "check", "--assignment", assignment, str(submission.resolve())]
        done = subprocess.run([*command, "--format", format_name, "-o", str(output)], cwd=course, check=False)
        return GradedElsewhere(done.returncode, output.read_bytes() if output.is_file() else b"")


def put(data: bytes, path: Path) -> None:
    """Write a file in the place of whatever lies there.

    Raises:
        OSError: if it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(data)
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(path)
