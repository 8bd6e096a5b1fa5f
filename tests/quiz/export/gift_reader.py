"""Reads GIFT by the rules of Moodle's importer: escapes first, then what is left of the signs that
have a meaning.
"""

import re
from dataclasses import dataclass, field

PLACEHOLDERS = {r"\:": "&&058;", r"\#": "&&035;", r"\=": "&&061;", r"\{": "&&123;", r"\}": "&&125;", r"\~": "&&126;"}
PLACEHOLDERS |= {r"\n": "&&010;"}
WEIGHT = re.compile(r"^%(-*[0-9]{1,2}\.?[0-9]*|100)%")


@dataclass
class GiftQuestion:
    """A question as it is imported; answers are (weight, text, feedback), pairs (left, right)."""

    name: str
    text: str
    type: str
    feedback: str = ""
    category: str = ""
    answers: list[tuple[float, str, str]] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)


def read(written: str) -> list[GiftQuestion]:
    """All questions of a file: blank lines stand between them."""
    category, found = "", []
    for block in re.split(r"\n[ \t]*\n", written):
        lines = [line for line in block.split("\n") if not line.strip().startswith("//")]
        if lines and lines[0].startswith("$CATEGORY:"):
            category = lines[0].removeprefix("$CATEGORY:").strip()
            assert not any(line.strip() for line in lines[1:])
        elif any(line.strip() for line in lines):
            question = _question("\n".join(lines).strip())
            question.category = category
            found.append(question)
    return found


def _question(text: str) -> GiftQuestion:
    text = _before(text)
    assert text.startswith("::")
    name, _, text = text[2:].partition("::")
    prompt, opening, rest = text.partition("{")
    answers, closing, after = rest.partition("}")
    assert opening
    assert closing
    assert not after.strip()
    assert prompt.startswith("[html]")
    answers, _, feedback = answers.partition("####")
    found = GiftQuestion(_after(name), _html(prompt.removeprefix("[html]")), _type(answers.strip()), _html(feedback))
    if found.type == "numerical":
        right, _, caught = answers.strip()[1:].partition("~")
        found.answers = [_answer(one, 1.0) for one in right.split("=") if one.strip()]
        found.answers.append((0.0, "*", _html(caught.partition("#")[2])))
    elif found.type == "match":
        for one in answers.strip().split("=")[1:]:
            left, arrow, right = one.partition("->")
            assert arrow
            found.pairs.append((_html(left), _after(right).strip()))
    else:
        for one in answers.replace("=", "~=").split("~")[1:]:
            if one.strip():
                found.answers.append(_answer(one.strip().removeprefix("="), float(one.strip().startswith("="))))
    return found


def _type(answers: str) -> str:
    if answers.startswith("#"):
        return "numerical"
    if "~" in answers:
        return "multichoice"
    assert "=" in answers
    assert "->" in answers
    return "match"


def _answer(one: str, weight: float) -> tuple[float, str, str]:
    one = one.strip()
    if given := WEIGHT.match(one):
        weight, one = float(given[1]) / 100, one[given.end() :]
    text, _, feedback = one.partition("#")
    assert not text.startswith("[")
    return weight, _html(text), _html(feedback)


def _html(text: str) -> str:
    return _after(text.strip())


def _before(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for escape, placeholder in PLACEHOLDERS.items():
        text = text.replace(escape, placeholder)
    return text.replace("&&092;", "\\")


def _after(text: str) -> str:
    for escape, placeholder in PLACEHOLDERS.items():
        text = text.replace(placeholder, "\n" if escape == r"\n" else escape[1])
    return text
