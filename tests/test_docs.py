"""The documentation has every option, setting, hook, code and field there is, and no others; links
work.
"""

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import click
import pytest

import grader
import grader.families
from grader import hookspecs
from grader.cli.group import LazyGroup
from grader.codes import CODES
from grader.limit_settings import Limits
from grader.report import work_json
from grader.report.model import (
    CheckResult,
    ConfidenceInterval,
    Diagnosis,
    Distance,
    Failure,
    Findings,
    GradingRun,
    Note,
    Number,
    Problem,
    Report,
    Seconds,
    Step,
    SubmittedFile,
    Timing,
    as_dict,
)
from grader.report.read import read
from grader.report.work import alone

from .conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
CODE = re.compile(r"\b[A-Z]\d{3}\b")
NO_CODES = {"H200", "A100"}  # accelerators


def within(group: click.Group) -> dict[str, click.Command]:
    """All commands of a group, and those of the groups within it."""
    context = click.Context(group)
    own = {name: command for name in group.list_commands(context) if (command := group.get_command(context, name))}
    inner = {f"{name} {n}": c for name, g in own.items() if isinstance(g, click.Group) for n, c in within(g).items()}
    return own | inner


def options() -> list[tuple[str, str, str]]:
    """Every command with every long option that it has, and the short form of it."""
    commands = within(LazyGroup("grader"))
    parameters = [(name, p) for name, command in commands.items() for p in command.params]
    given = [(name, o, p.opts[0]) for name, p in parameters for o in (*p.opts, *p.secondary_opts)]
    return [g for g in given if g[1].startswith("--")]


@pytest.mark.parametrize(("command", "option", "short"), options())
def test_every_option_is_documented(command: str, option: str, short: str) -> None:
    assert re.search(rf"(?<![\w-])({re.escape(option)}|{re.escape(short)})(?![\w-])", TEXT), (
        f"grader {command} {option} is in no page"
    )


def test_every_option_in_the_pages_exists() -> None:
    known = {option for _, option, _ in options()} | {"--version", "--help"}
    written = {
        option
        for line in re.findall(r"(?m)^(?:\$ )?grader .*$|`grader [^`]*`", TEXT)
        for option in re.findall(r"(?<=\s)--[a-z][a-z-]*", line)
    }
    assert written <= known
    assert ("quiz take", "--count", "--count") in options()


def test_every_setting_is_documented_and_every_one_in_the_pages_exists() -> None:
    known = {field.name for field in dataclasses.fields(Limits)}
    assert all(f"`{name}`" in TEXT or f"{name} =" in TEXT for name in known)
    tables = re.findall(r"(?ms)^\[tool\.grader\]\n(.*?)^(?:```|\[)", TEXT)
    written = {name for table in tables for name in re.findall(r"(?m)^(\w+) =", table)}
    assert written
    assert written <= known


def test_every_hook_and_every_name_of_the_authoring_interface_is_documented() -> None:
    hooks = [name for name in vars(hookspecs) if name.startswith("grader_")]
    missing = [name for name in (*hooks, *grader.__all__) if not re.search(rf"\b{name}\b", TEXT)]
    assert not missing


def test_every_question_in_the_page_about_families_exists() -> None:
    page = (ROOT / "docs" / "families.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if re.match(r"\| `\w+`", line)]
    asked = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert asked
    assert asked <= set(dir(grader.families.Family))


def test_every_code_in_the_pages_exists() -> None:
    assert {*CODE.findall(TEXT)} - NO_CODES <= {*CODES}


def one_of_each() -> dict[str, Any]:
    """A report that has one of all that there is in the JSON form."""
    step = Step("power rule", "d/du 1/u", "-u^2", "-1/u^2")
    failure = Failure(
        kind="worst", inputs={}, got=Number(1.0, "1"), expected=Number(2.0, "2"), distance=Distance(1.0, 0.5, 0.5)
    )
    timing = Timing(
        size=1,
        direction="forward",
        baseline="torch",
        seconds=Seconds(own=2.0, baseline=1.0),
        ratio=ConfidenceInterval(2.0, 1.0, 3.0),
    )
    found = Findings(
        failures=(failure,), diagnoses=(Diagnosis("", "", "", "", "named", "", (step,)),), timings=(timing,)
    )
    return as_dict(
        Report(
            exercise="sigmoid",
            title="Sigmoid",
            submission=SubmittedFile("sigmoid.py", "0"),
            run=GradingRun(0, {}, 1.0),
            checks=(CheckResult(name="values", dtype="float32", status="failed", summary="", findings=found),),
            error=Problem("S102", "student", ""),
            notes=(Note("", "", (), 1),),
        )
    )


def keys(value: Any) -> set[str]:
    """All keys in a JSON form, at all depths."""
    if isinstance(value, dict):
        return {*value}.union(*map(keys, value.values()))
    return set[str]().union(*map(keys, value)) if isinstance(value, list | tuple) else set()


def test_every_key_of_a_report_is_documented() -> None:
    known = keys(one_of_each())
    assert {key for key in known if f"`{key}`" not in JSON} == set()
    assert len(known) > 60


def test_every_field_of_the_report_is_documented_and_every_one_in_the_page_exists() -> None:
    report = one_of_each()
    known = keys(report) | keys(json.loads(work_json.render(alone(read(report)))))
    rows = [line.split("|")[1] for line in JSON.splitlines() if line.startswith("| `")]
    written = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert {*report} <= written <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target, _, anchor in (link.partition("#") for link in re.findall(r"\]\(([^)\s]+)\)", text)):
        if target.startswith("http"):
            continue
        found = (page.parent / target).resolve() if target else page
        assert found.exists(), f"{page.name} links to {target}"
        if anchor:
            headings = re.findall(r"(?m)^#+ (.*)$", found.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in headings}
