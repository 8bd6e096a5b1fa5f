"""What the code of workers says of submissions where nothing confines it: the same. Coverage sees
it here alone.
"""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.sandbox.session import Session
from grader.judge.sandbox.template import Ending, Worker
from grader.limit_settings import LEVELS
from grader.report.model import Report

from ..conftest import PATIENT, ROOT, SUBMISSIONS, bundled, family, grade_file, planned
from ..tiers import small, whole

END_SECONDS = 60
KINDS = ("wrong", "odd", "cheats", "broken")


class Served(Worker):
    """A process of its own, which is given the time to end."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self._output_file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close
        with theirs:
            command = [sys.executable, "-m", "tests.worker.served", str(theirs.fileno())]
            self._process = subprocess.Popen(
                command, cwd=ROOT, pass_fds=[theirs.fileno()], stdout=self._output_file, stderr=subprocess.STDOUT
            )
        self.connection = ours
        self.template = SimpleNamespace(walled=False)  # type: ignore[assignment]

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    def end(self, grace: float = 0.0) -> Ending:
        self.connection.shutdown(socket.SHUT_RDWR)
        return Ending(self._process.wait(END_SECONDS))

    def close(self) -> None:
        if self.alive:
            self.end()
        self.connection.close()
        self._output_file.close()

    def printed(self) -> bytes:
        return os.pread(self._output_file.fileno(), 10_000, 0)


def told(report: Report) -> list[object]:
    """What does not depend on times and isolation."""
    return [
        (c.name, c.dtype, c.status, c.findings.code, c.score.points, [d.id for d in c.findings.diagnoses])
        for c in report.checks
    ]


def first_files() -> list[tuple[str, Path]]:
    """A model solution of each family, and one submission of each kind that is no model."""
    solutions = [(slug, ROOT / "solutions" / e.topic / f"{slug}.py") for slug, e in bundled().entries.items()]
    others = [(path.parts[-3], path) for kind in KINDS for path in sorted(SUBMISSIONS.glob(f"*/{kind}/*.py"))]
    known = [(slug, path) for slug, path in others if slug in bundled().entries]
    return small(lambda row: [row[1].parts[-2] if row[1].parts[-2] in KINDS else family(row[0])], solutions + known)


@whole
@pytest.mark.parametrize(("slug", "path"), first_files(), ids=lambda value: getattr(value, "stem", value))
def test_what_is_said_does_not_depend_on_confinement(slug: str, path: Path) -> None:
    with Session(Served, PATIENT) as session:
        report = grade.grade(planned(slug), path, Attempt(session))
    assert report.run.environment["isolation"] == LEVELS[0]
    assert told(report) == told(grade_file(slug, path))
