"""Messages that the page of troubleshooting quotes are those of the code."""

import re

import pytest

from grader.codes import CODES
from grader.judge.sandbox.machine import STOPS

from ..conftest import ROOT

PAGE = (ROOT / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
SEEN = [line.split(" | ")[0] for line in PAGE.splitlines() if line.startswith("| ") and "you see" not in line]
QUOTED = [quote for cell in SEEN for quote in re.findall(r"`([^`]+)`", cell)]
OTHERS = (
    "grader: command not found",  # the shell
    "requires a different Python",  # pip
    "ModuleNotFoundError",
    "NameError",
    "torch",
    "grader doctor",
)
FIELD = re.compile(r"\{[^{}\n]*\}")
CODE = re.compile(r"[A-Z]\d{3}")
LAYER = re.compile(r"no   (\w+)")


def said() -> str:
    """All texts of the code, with ... for what they are filled with."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "grader").rglob("*.py")]
    joined = re.sub(r'"\s*\n\s*f?"', "", "\n".join(sources))
    return FIELD.sub("...", joined)


SAID = said()


@pytest.mark.parametrize("quote", [quote for quote in QUOTED if quote not in OTHERS])
def test_a_quoted_message_is_one_of_ours(quote: str) -> None:
    if layer := LAYER.fullmatch(quote):
        assert layer[1] in STOPS
    elif CODE.fullmatch(quote):
        assert quote in CODES
    else:
        assert all(part.strip() in SAID for part in quote.split("..."))


def test_the_page_quotes_enough_of_them() -> None:
    assert len(QUOTED) > 20
