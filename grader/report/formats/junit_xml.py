"""JUnit's XML, in the dialect xunit2, which many services read. Points are properties, since it
knows none.
"""

from xml.etree import ElementTree as Xml

from ..format import Format
from ..page import UNREADABLE
from ..work import GradedPart, Work
from . import graded_checks
from .graded_checks import GradedCheck
from .plain_text import fitting, name, seconds

MOST = 1 << 23
TAGS = {"failed": "failure", "error": "error", "skipped": "skipped"}


def write(work: Work) -> bytes:
    """The whole file: a suite for each exercise, a case for each check."""
    return fitting(lambda most: _document(work, most), MOST)


def _document(work: Work, most: int) -> str:
    suites = [_suite(work, part, graded_checks.of_part(part, work.hidden, most)) for part in work.parts]
    root = Xml.Element("testsuites", name=_xml(name(work.name)))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    root.set("time", str(seconds(sum(part.report.run.duration_s for part in work.parts))))
    root.extend(suites)
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'


def _suite(work: Work, part: GradedPart, checks: list[GradedCheck]) -> Xml.Element:
    statuses = [_status(o) for o in checks]
    suite = Xml.Element("testsuite", name=_xml(name(part.report.exercise)), tests=str(len(checks)))
    for count, status in (("failures", "failed"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(statuses.count(status)))
    suite.set("time", str(seconds(part.report.run.duration_s)))
    _properties(suite, part.points, part.worth)
    for of in checks:
        case = Xml.SubElement(suite, "testcase", classname=_xml(f"{name(work.name)}.{of.exercise}"))
        case.set("name", _xml(of.check or of.exercise))
        case.set("time", str(seconds(sum(c.seconds for c in part.report.checks if name(c.name) == of.check))))
        _properties(case, of.points, of.worth)
        tag = TAGS.get(_status(of))
        if tag:
            text = _xml(of.text)
            Xml.SubElement(case, tag, message=text.partition("\n")[0], type=_status(of)).text = text
        else:
            Xml.SubElement(case, "system-out").text = _xml(of.text)
    return suite


def _status(of: GradedCheck) -> str:
    """A check that was skipped and costs points is none that may be passed over."""
    return "failed" if of.status == "skipped" and of.worth else of.status


def _properties(of: Xml.Element, points: float, worth: float) -> None:
    properties = Xml.SubElement(of, "properties")
    Xml.SubElement(properties, "property", name="score", value=f"{points:g}")
    Xml.SubElement(properties, "property", name="max_score", value=f"{worth:g}")


def _xml(text: str) -> str:
    """Text without what XML cannot hold; ElementTree escapes the rest."""
    return UNREADABLE.sub("\ufffd", text)


FORMAT = Format(name="junit", ending=".xml", about="JUnit's XML, with points as properties", write=write)
