"""What went wrong, for a page: each mistake once, with the lines that it is about."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from ..codes import with_name
from . import source_lines
from .mistake_list import around
from .model import CheckResult, Diagnosis, Failure, Problem, Report, SingleMistake, Step
from .source_lines import SourceLine
from .wording import BLAME, LONGEST_CALL, agreed, distance, groups, told_at

KINDS = {"named": "The mistake", "ambiguous": "Perhaps the mistake", "observed": "What was seen"}
FORBIDDEN = "R701"
CALLED = re.compile(r"\btorch[\w.]*\.(\w+)")
HAND_WRITTEN = {"gradients": ("{}_backward", "backward", "{}"), "values": ("{}",), "trajectory": ("step",)}


@dataclass(frozen=True, kw_only=True)
class ToldMistake:
    """A mistake, or what is known of a check that failed; `explained` is its diagnosis, if any.

    `before` and `after` are the sentences around the list of several mistakes; `right` are the
    right formulas, in a report that gives answers away.
    """

    kind: str
    title: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    lines: tuple[SourceLine, ...] = ()
    explained: Diagnosis | None = None
    right: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """Whether it is known which line is wrong."""
        return any(line.hit for line in self.lines)

    @property
    def several(self) -> tuple[SingleMistake, ...]:
        return self.explained.mistakes if self.explained else ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.explained.common_steps if self.explained else ()


@dataclass(frozen=True)
class WrongResult:
    """A wrong result as a row of a table, in the formats that have given the same."""

    check: str
    dtypes: str
    failure: Failure

    @property
    def at(self) -> str:
        """The inputs, if they are few."""
        said = ", ".join(f"{name} = {value}" for name, value in self.failure.inputs.items())
        return said if len(said) <= LONGEST_CALL else ""

    @property
    def off(self) -> str:
        return distance(self.failure)


def mistakes(report: Report, source: str) -> Iterator[ToldMistake]:
    """All mistakes: an error that kept the submission from being judged, then those of checks."""
    if report.error:
        yield _problem(report.error, source)
    told: list[tuple[str, Diagnosis]] = []
    for group in groups(report.checks):
        if group[0].status not in ("failed", "error"):
            continue
        found = agreed(group)
        for diagnosis in found:
            if not told_at(diagnosis, told):
                yield _explained(report, group[0], diagnosis, source)
            told.append((group[0].name, diagnosis))
        if not found:
            yield _unexplained(report, group[0], source)


def wrong_results(report: Report) -> list[WrongResult]:
    """All wrong results; what is the same in several formats stands once."""
    rows: dict[tuple[object, ...], WrongResult] = {}
    for check in report.checks:
        for failure in check.findings.failures:
            key = (check.name, check.device, failure.kind, str(failure.inputs), failure.got.text, failure.expected.text)
            where = check.dtype if check.device == "cpu" else f"{check.dtype} on {check.device}"
            earlier = rows.get(key)
            rows[key] = WrongResult(check.name, f"{earlier.dtypes}, {where}" if earlier else where, failure)
    return list(rows.values())


def _problem(error: Problem, source: str) -> ToldMistake:
    first, _, rest = error.message.partition("\n")
    return ToldMistake(
        kind=f"Error {with_name(error.code)}",
        title=f"{_capital(BLAME[error.who])}{first}",
        before=tuple(filter(None, (f"In {error.where}" if error.where else "", rest))),
        lines=tuple(source_lines.excerpt(source, source_lines.line_of(error))),
    )


def _explained(report: Report, check: CheckResult, diagnosis: Diagnosis, source: str) -> ToldMistake:
    before, after = around(diagnosis.explanation)
    return ToldMistake(
        kind=KINDS[diagnosis.confidence],
        title=_capital(diagnosis.title),
        before=tuple(filter(None, before)),
        after=tuple(after),
        lines=_lines(report, check, source_lines.lines_of(diagnosis), source),
        explained=diagnosis,
        right=check.findings.right,
    )


def _unexplained(report: Report, check: CheckResult, source: str) -> ToldMistake:
    first, _, rest = check.summary.partition("; ")
    title = _capital(first) or f"{_capital(check.name)} failed"
    return ToldMistake(
        kind=" ".join(filter(None, (_capital(check.name), with_name(check.findings.code)))),
        title=title,
        before=(_capital(rest),) if rest else (),
        lines=_lines(report, check, source_lines.named_in([check.summary]), source),
        right=check.findings.right,
    )


def _lines(report: Report, check: CheckResult, named: Set[int], source: str) -> tuple[SourceLine, ...]:
    """The lines that are named; else, of wrong numbers, the function that gave them, unmarked."""
    hits = set(named)
    if check.findings.code == FORBIDDEN:
        hits |= source_lines.lines_with(source, CALLED.findall(check.summary.partition(";")[0]))
    if shown := source_lines.excerpt(source, hits):
        return tuple(shown)
    names = [name.format(report.exercise) for name in HAND_WRITTEN.get(check.name, ())]
    return tuple(source_lines.function(source, names)) if check.findings.failures else ()


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
