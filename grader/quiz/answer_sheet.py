"""The questions of a quiz as a TOML file to write the answers into, and as JSON without their keys."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from .asked_lines import how_to_answer, labelled, running_text
from .question import QuizQuestion

WIDTH = 100


def answer_sheet(questions: Sequence[QuizQuestion], command: str) -> str:
    """Questions as comments, each with an empty answer below it; `command` is what grades them."""
    head = f"# Write your answers between the quotes, then: {command} --answers FILE\n"
    return "\n".join([head, *(_entry(number, question) for number, question in enumerate(questions, 1))])


def _entry(number: int, question: QuizQuestion) -> str:
    lines = _wrapped(f"{number}. {running_text(question.prompt)}", " " * 3)
    for label, parts in labelled(question.asked):
        lines += _wrapped(f"   {label})  {running_text(parts)}", " " * 7)
    lines.append(f"Answer: {how_to_answer(question.asked)}")
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + f'{json.dumps(question.id)} = ""\n'


def _wrapped(text: str, indent: str) -> list[str]:
    """Text in lines, all but the first of them indented."""
    first, *more = text.splitlines()
    wrapped = textwrap.wrap(first, WIDTH, subsequent_indent=indent, break_long_words=False)
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
