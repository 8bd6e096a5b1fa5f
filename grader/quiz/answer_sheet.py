"""The questions of a quiz as a TOML file to write the answers into, and as JSON without their keys."""

import json
import textwrap
from collections.abc import Sequence
from typing import Any

from .asked_lines import how_to_answer, labelled
from .parts import plain_text
from .question import QuizQuestion

WIDTH = 100


def answer_sheet(questions: Sequence[QuizQuestion], command: str) -> str:
    """Questions as comments, each with an empty answer below it; `command` is what grades them."""
    head = f"# Write your answers between the quotes, then: {command} --answers FILE\n"
    return "\n".join([head, *(_entry(number, question) for number, question in enumerate(questions, 1))])


def _entry(number: int, question: QuizQuestion) -> str:
    told = [f"{number}. {plain_text(question.prompt)}"]
    told += [f"   {label})  {plain_text(parts)}" for label, parts in labelled(question.asked)]
    told.append(f"Answer: {how_to_answer(question.asked)}")
    lines = [line for text in told for row in text.splitlines() for line in _wrapped(row)]
    return "".join(f"# {line}".rstrip() + "\n" for line in lines) + f'{json.dumps(question.id)} = ""\n'


def _wrapped(row: str) -> list[str]:
    """A row in lines; code stays as it is indented."""
    return textwrap.wrap(row, WIDTH, subsequent_indent="       ", break_long_words=False) or [""]


def asked_json(question: QuizQuestion) -> dict[str, Any]:
    """What is shown of a question before it is answered."""
    return {
        "id": question.id,
        "kind": question.origin.kind,
        "slug": question.origin.slug,
        "prompt": plain_text(question.prompt),
        "options": {label: plain_text(parts) for label, parts in labelled(question.asked)},
        "answer": how_to_answer(question.asked),
    }
