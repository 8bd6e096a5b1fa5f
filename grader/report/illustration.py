"""What a page of a report shows besides the report: it is never part of the report's JSON form."""

from dataclasses import dataclass

from .chart import Chart


@dataclass(frozen=True)
class Illustration:
    """The text of the submission, its curves beside the right ones, and what a student may do next.

    Without `source` no line is shown, without `chart` no plot. If `following` is None, the report
    decides.
    """

    source: str = ""
    chart: Chart | None = None
    following: tuple[str, ...] | None = None


NOTHING = Illustration()
