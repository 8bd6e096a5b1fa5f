"""grader explain: what a code in a report means, why it happens, and what to try."""

import json
from dataclasses import asdict
from typing import Any

import click

from ..codes import CODES, with_name
from ..explaining.causes import causes
from ..explaining.shown import Explanation, lines
from ..report.mistake_list import AND
from .common import catalogue

SCHEMA = "grader.explanation/1"


@click.command("explain")
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="Print JSON (grader.explanation/1).")
def command(code: str, as_json: bool) -> int:
    """Explain a CODE of a report or an error (G301, or wrong-backward), or a mistake
    (upstream_ignored, or "upstream ignored", as in reports).
    """
    found = explanations(code)
    if not found:
        raise click.UsageError(f"there is no code {code!r}; codes look like G301, and those of mistakes like sign_lost")
    if as_json:
        click.echo(json.dumps({"schema": SCHEMA, "explanations": list(map(_as_dict, found))}, indent=2))
        return 0
    for number, explanation in enumerate(found):
        if number:
            click.echo()
        click.echo("\n".join(lines(explanation)))
    return 0


def explanations(code: str) -> list[Explanation]:
    """What is known of a code of a report, or of a mistake; nothing if there is none of this
    name.
    """
    known = next((key for key, c in CODES.items() if code.upper() == key or code.lower() == c.name), "")
    return [Explanation(with_name(known), [CODES[known].meaning], causes().get(known))] if known else _called(code)


def _as_dict(explanation: Explanation) -> dict[str, Any]:
    cause = asdict(explanation.cause) if explanation.cause else {}
    example = {key: cause[key] for key in ("of", "wrong", "right")} if cause.get("right") else None
    return {
        "code": explanation.code,
        "says": list(explanation.said),
        "cause": cause.get("cause", ""),
        "example": example,
        "try": cause.get("advice", ""),
    }


def _called(name: str) -> list[Explanation]:
    """What is known of a mistake by its id, by what a report calls it ("one quantity for another"),
    or of a fact.
    """
    from ..judge.diagnosis.titles import TITLES

    plain = name.strip().lower()
    titled = next((code for code, words in TITLES.items() if words == plain), plain.replace(" ", "_"))
    return next(filter(None, map(_mistakes, (name, titled, f"observed.{titled}"))), []) or _declared(plain)


def _declared(plain: str) -> list[Explanation]:
    """The mistakes of this code or name that authors declare, each with its exercise."""
    return [
        Explanation(f"{slug}.{mistake.id}", [mistake.explanation], None)
        for slug, entry in catalogue().entries.items()
        for mistake in entry.exercise.misconceptions
        if plain in (mistake.id, mistake.title)
    ]


def _mistakes(code: str) -> list[Explanation]:
    """What the id of a diagnosis says, with the exercise's name before it or without, of each
    mistake that it joins; those of authors need it, and have the author's words alone.
    """
    from ..judge.diagnosis.explanations import explained

    slug, _, mistake = code.rpartition(".")
    entry = catalogue().entries.get(slug)
    own = {m.id: m.explanation for m in entry.exercise.misconceptions} if entry else {}
    if mistake in own:
        return [Explanation(code, [own[mistake]], None)]
    found = explained(code) or (explained(mistake) if entry else {})
    beside = next((name for name in own if mistake.startswith(name + AND)), "")
    if beside and (found := explained(mistake.removeprefix(beside + AND))):
        found = {beside: [own[beside]], **found}
    return [Explanation(part, said, causes().get(part)) for part, said in found.items()]
