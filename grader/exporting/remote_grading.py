"""Grading on another system: runs the command in its own process, and hands over the file that it
writes.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class GradedElsewhere:
    """The exit status of `grader check`, and the contents of its file; b"" if it wrote none."""

    status: int
    data: bytes

    @property
    def is_verdict(self) -> bool:
        """Whether the file contains a verdict on the submission."""
        return self.status == 0 and bool(self.data)


def graded(assignment: str, submission: Path, course: Path, format_name: str) -> GradedElsewhere:
    """Judges a folder for an assignment. No submission can know the name of the file. Standard
    output gets the report for the instructor.
    """
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "results"
        command = [sys.executable, "-I", "-m", "grader", "check", "--assignment", assignment, str(submission.resolve())]
        done = subprocess.run([*command, "--format", format_name, "-o", str(output)], cwd=course, check=False)
        return GradedElsewhere(done.returncode, output.read_bytes() if output.is_file() else b"")


def put(data: bytes, path: Path) -> None:
    """Writes a file, and replaces whatever has its path.

    Raises:
        OSError: if the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(data)
    Path(beside.name).chmod(0o644)
    Path(beside.name).replace(path)
