"""The questions of a quiz as a TOML file to write the answers into, and as JSON without their
keys.
"""

import json
import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from .asked_lines import how_to_answer, labelled, running_text, stands_alone
from .parts import Parts, Snippet, Words, plain_text
from .question import QuizQuestion

WIDTH = 100


def answer_sheet(questions: Sequence[QuizQuestion], command: str, setup: str = "") -> str:
    """Questions as comments, each with an empty answer below it; `command` is what grades them, and
    `setup` says what lines of code in them need.
    """
    head = f"# Write your answers between the quotes, then: {command} --answers FILE\n"
    head += f"# {setup}\n" if setup else ""
    return "\n".join([head, *(_entry(number, question) for number, question in enumerate(questions, 1))])


def _entry(number: int, question: QuizQuestion) -> str:
    lines = question_lines(number, question)
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + f'{json.dumps(question.id)} = ""\n'


def question_lines(number: int, question: QuizQuestion) -> list[str]:
    """A question with its number, what there is to choose from, and how it is answered."""
    lines = _lines((Words(f"{number}. "), *question.prompt), " " * 3)
    for label, parts in labelled(question.asked):
        lines += _lines((Words(f"   {label})  "), *parts), " " * 7)
    return [*lines, f"Answer: {how_to_answer(question.asked)}"]


def _lines(parts: Parts, indent: str) -> list[str]:
    """Parts in lines: sentences are wrapped, code that stands alone is not."""
    found: list[str] = []
    for alone, piece in groupby(parts, lambda part: isinstance(part, Snippet) and stands_alone(part)):
        if alone:
            found += [indent + row for part in piece for row in plain_text((part,)).strip("\n").split("\n")]
        else:
            found += _wrapped(running_text(tuple(piece)), indent, indent if found else "")
    return found


def _wrapped(text: str, indent: str, first: str) -> list[str]:
    """Text in lines, all but the first of them indented."""
    begin, *more = text.splitlines() or [""]
    wrapped = textwrap.wrap(first + begin, WIDTH, subsequent_indent=indent, break_long_words=False)
    return wrapped + [line for row in more for line in textwrap.wrap(indent + row, WIDTH, subsequent_indent=indent)]


def asked_json(question: QuizQuestion) -> dict[str, Any]:
    """What is shown of a question before it is answered."""
    return {
        "id": question.id,
        "kind": question.origin.kind,
        "slug": question.origin.slug,
        "prompt": running_text(question.prompt),
        "options": {label: running_text(parts) for label, parts in labelled(question.asked)},
        "answer": how_to_answer(question.asked),
    }
