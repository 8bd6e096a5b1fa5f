"""What a page shows of a submission besides its report: its text and its curves."""

from ..errors import ExerciseError, SubmissionError, WorkerError
from ..exercise import Exercise
from ..inputs.slices import NoSlice
from ..notebook.notebook_file import is_notebook
from ..report.chart import Chart
from ..report.illustration import Illustration
from ..report.model import Report
from . import plot
from .sandbox.session import Session


def illustration(exercise: Exercise, session: Session, report: Report, data: bytes) -> Illustration:
    """The illustration of a report on a submission that is still loaded.

    What cannot be shown is left out: lines of a notebook, and curves of what gives none.
    """
    failed = any(check.status == "failed" for check in report.checks)
    chart = _chart(exercise, session, report.submission.path) if failed and not report.error else None
    return Illustration(source_text(data), chart)


def source_text(data: bytes) -> str:
    """The text of a Python file, with the report's line numbers; nothing of a notebook."""
    return "" if is_notebook(data) else data.decode("utf-8-sig", "replace")


def _chart(exercise: Exercise, session: Session, name: str) -> Chart | None:
    try:
        session.renew()  # what the checks have done to its state is not to be seen
        return plot.chart(exercise, session, name)
    except (ExerciseError, NoSlice, SubmissionError, WorkerError):
        return None
