"""The documentation has every option, setting, hook, code and field there is, and no others; links work."""

import dataclasses
import re
from pathlib import Path

import click
import pytest

import grader
import grader.families
from grader import hookspecs
from grader.cli import COMMANDS
from grader.cli.group import LazyGroup
from grader.codes import CODES
from grader.course import Limits
from grader.report.model import CheckResult, Diagnosis, Failure, Note, Problem, Report, Step, Timing, as_dict

from .conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
JSON = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
CODE = re.compile(r"\b[A-Z]\d{3}\b")
NO_CODES = {"H200", "A100"}  # accelerators


def options() -> list[tuple[str, str, str]]:
    """Every command with every long option that it has, and the short form of it."""
    group = LazyGroup("grader")
    commands = {name: group.get_command(click.Context(group), name) for name in COMMANDS}
    parameters = [(name, p) for name, command in commands.items() if command for p in command.params]
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


@pytest.mark.parametrize("record", [CheckResult, Failure, Diagnosis, Step, Timing, Note, Problem])
def test_every_field_of_a_record_is_documented(record: type) -> None:
    missing = [field.name for field in dataclasses.fields(record) if f"`{field.name}`" not in JSON]
    assert not missing


def test_every_field_of_the_report_is_documented_and_every_one_in_the_page_exists() -> None:
    report = as_dict(Report("sigmoid", "Sigmoid", "sigmoid.py", "0", 0, {}, 1.0, ()))
    records = (CheckResult, Failure, Diagnosis, Step, Timing, Note, Problem)
    known = {*report, *report["submission"], *(f.name for record in records for f in dataclasses.fields(record))}
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
