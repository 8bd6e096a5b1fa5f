"""The pages of all codes and of all mistakes that have a name: what each means, why it happens, and
what to try.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.codes import CODES
from grader.explaining.causes import Cause, causes
from grader.judge.diagnosis.explanations import vocabulary
from grader.judge.diagnosis.titles import title

from .markup import fenced, plain

GROUPS = {
    "S": "The submission cannot be used",
    "V": "Values",
    "G": "Gradients",
    "P": "Speed",
    "C": "The contract of a function",
    "T": "Training and optimizers",
    "B": "Memory and graph",
    "D": "Random numbers",
    "R": "Rules",
    "E": "The grader",
    "A": "Plugins and courses",
}


def write(pages: Path) -> None:
    """Write both pages."""
    (pages / "reference" / "codes.md").write_text("\n".join(_codes()), encoding="utf-8")
    (pages / "reference" / "mistakes.md").write_text("\n".join(_mistakes()), encoding="utf-8")


def _codes() -> Iterator[str]:
    yield from ("# Codes", "", "A report or an error carries a code. `grader explain CODE` prints the same.", "")
    for letter, heading in GROUPS.items():
        yield from (f"## {heading}", "")
        for code, (name, meaning) in CODES.items():
            if code.startswith(letter):
                yield from _entry(f"{code} {name}", [meaning], causes().get(code))


def _mistakes() -> Iterator[str]:
    yield from ("# Mistakes", "", "A report names a mistake that reproduces all numbers of a submission. A, B, C and D")
    yield from (
        "stand for pieces of a formula, N for a line. The mistakes that an exercise declares are on its page.",
        "",
    )
    for heading, said in vocabulary().items():
        yield from (f"## {heading[0].upper()}{heading[1:]}", "")
        for code, meaning in said.items():
            yield from _entry(title(code.removeprefix("observed.")), [meaning], causes().get(code))


def _entry(heading: str, said: Sequence[str], cause: Cause | None) -> Iterator[str]:
    yield from (f"### {plain(heading)}", "", plain(" Or: ".join(said)), "")
    if not cause:
        return
    yield from (f"*Cause.* {plain(cause.cause)}", "")
    if cause.right:
        yield '<div class="beside" markdown>'
        yield from _half("wrong", cause, cause.wrong)
        yield from _half("right", cause, cause.right)
        yield from ("</div>", "")
    yield from (f"*Try.* {plain(cause.advice)}", "")


def _half(name: str, cause: Cause, code: str) -> Iterator[str]:
    lines = f"f(x)  = {cause.of}\nf'(x) = {code}" if cause.of else code
    yield from (f'<div class="{name}" markdown>', "", name, "")
    yield from fenced(lines, "text" if cause.of else "python")
    yield from ("</div>", "")
