"""A class report for a terminal: what is most frequent first, and of long lists the beginning."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...report.harmless import harmless
from ...report.wording import LABELS, NOTES
from ..class_report import SAME, ClassReport, Graded, Regraded
from ..summary import Made, Summary, spread, summary

MOST = 15  # lines of one list
NAMED = 5  # students without a verdict, in the last line


def render(report: ClassReport, changes: Sequence[Regraded], broken: Sequence[tuple[str, Graded]]) -> str:
    """The sums of a report, then what a run has changed and what it could not judge, as lines of
    text.
    """
    return harmless("\n".join(_lines(report, summary(report), changes, broken)) + "\n")


def _lines(
    report: ClassReport, sums: Summary, changes: Sequence[Regraded], broken: Sequence[tuple[str, Graded]]
) -> Iterator[str]:
    yield from _exercises(sums)
    failed = [f"{c.failed:6} of {c.judged:<6} {c.exercise} {c.check}" for c in sums.checks]
    yield from _list("failed", failed)
    yield from _list("mistakes", map(_made, sums.mistakes))
    yield from _list(
        "wrong results that no mistake explains",
        [f"{len(u.students):6}  {u.exercise}  {u.line}, such as {u.students[0]}" for u in sums.unexplained],
    )
    yield from _list("changed", [_change(c) for c in changes])
    reasons = Counter(f"{slug}  {' '.join(g.codes)} {g.problem.partition(chr(10))[0]}" for slug, g in broken)
    yield from _list("not judged, which costs nobody points", [f"{n:6}  {why}" for why, n in reasons.most_common()])
    noted = [
        f"  {r.student}  {r.exercise}  {' '.join(r.graded.notes)}" for r in report.rows if r.graded and r.graded.notes
    ]
    yield from _list(NOTES, noted)
    yield from _list(SAME, [f"  {a.exercise}, {a.lines} lines: {', '.join(a.students)}" for a in report.alike])
    yield from _list("not on the roster", [f"  {student}" for student in report.strangers])
    unusable = [f"  {r.student}  {r.exercise}: {r.reason}" for r in report.rows if r.status == "handed in, not judged"]
    yield from _list("handed in, not judged", unusable)
    yield from _list("left out", [f"  {out.path} {out.reason}" for out in report.left_out])
    yield ""
    yield conclusion(report)


def conclusion(report: ClassReport) -> str:
    """Whether everybody has a verdict; if not, how many have none and who is first."""
    told = []
    if lacking := list(dict.fromkeys(r.student for r in report.without_verdict)):
        students = f"{len(lacking)} student{'s' if len(lacking) > 1 else ''}"
        told.append(f"no verdict for something of {students}: {_names(lacking)}")
    if report.outdated:
        told.append(f"an earlier file counts, since the later one could not be used: {_names(report.outdated)}")
    if report.unread:
        told.append(f"not read to the end: {', '.join(report.unread)}")
    return "; ".join(told) or "all that was handed in has a verdict"


def _names(students: Sequence[str]) -> str:
    return ", ".join(students[:NAMED]) + (f" and {len(students) - NAMED} more" if len(students) > NAMED else "")


def _exercises(sums: Summary) -> Iterator[str]:
    width = max((len(e.exercise) for e in sums.exercises), default=0)
    yield f"{'':{width}}  handed in  passed  not passed  not started  not judged  missing   mean  spread"
    for e in sums.exercises:
        c = e.counts
        mean = "" if e.mean is None else f"{e.mean:6.1%}"
        yield (
            f"{e.exercise:{width}}  {e.handed_in:9}  {c['passed']:6}  {c['not passed']:10}  {c['not started']:11}"
            f"  {e.not_judged:10}  {c['missing']:7}  {mean:6}  {spread(e)}".rstrip()
        )
    if waiting := sums.count("not graded yet"):
        yield f"{waiting} not graded yet"


def _made(made: Made) -> str:
    m = made.mistake
    return f"{len(made.students):6}  {LABELS[m.confidence]}: {m.title}  ({m.id}), such as {made.students[0]}"


def _change(change: Regraded) -> str:
    first, *others = change.students
    who = f"{first} and {len(others)} more" if others else first
    why = "; ".join(change.reasons) or "nothing else is different: the submission does not always do the same"
    return f"  {who}  {change.exercise}  {_result(change.old)} -> {_result(change.new)}  ({why})"


def _result(graded: Graded) -> str:
    return " ".join([f"{graded.score.points:g}", graded.status, *graded.codes])


def _list(title: str, given: Iterable[str]) -> Iterable[str]:
    entries = list(given)
    if not entries:
        return []
    more = [f"  ... and {len(entries) - MOST} more"] if len(entries) > MOST else []
    return ["", f"{title}: {len(entries)}", *entries[:MOST], *more]
