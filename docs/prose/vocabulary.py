"""Our own vocabulary, as checks of proselint, and which of its checks are off."""

import tomllib
from pathlib import Path

from proselint.config import DEFAULT, Config
from proselint.registry.checks import Check, types

FILE = Path(__file__).with_name("vocabulary.toml")
# Plain text has straight quotes. In mathematics a word may stand twice; proselint takes `for every`
# for an archaism, and the name of classroom50 for a decade.
LEFT_OUT = ("typography", "lexical_illusions", "annotations", "archaism", "dates_times")
CHECKS = {**DEFAULT["checks"], **dict.fromkeys(LEFT_OUT, False), "vocabulary": True}
SETTINGS = Config(max_errors=DEFAULT["max_errors"], checks=CHECKS)


def vocabulary() -> tuple[Check, ...]:
    """One check of all phrases in `vocabulary.toml`."""
    listed: dict[str, str] = tomllib.loads(FILE.read_text(encoding="utf-8"))["instead"]
    phrases = {phrase.replace(" ", r"\s+"): better for phrase, better in listed.items()}
    message = "'{1}' is hard to read. Write: {0}."
    return (Check(types.PreferredForms(phrases), path="vocabulary", message=message),)
