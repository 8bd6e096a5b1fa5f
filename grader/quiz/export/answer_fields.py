"""What a page has to answer a question with, and, for practice, what its script knows of the
answers.
"""

from collections.abc import Iterator, Sequence

from ...report.page import text
from ..asked_records import AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder
from ..grading import NEAR
from ..parts import Parts, Snippet, plain_text
from ..question import QuizQuestion
from ..written_answers import letter
from .part_markup import in_page
from .reshaped import said
from .written_decimals import decimal


def fields(question: QuizQuestion, name: str) -> Iterator[str]:
    """Fields without any key. `name` is that of the question in the page, and the id of its
    prompt.
    """
    match question.asked:
        case AskedNumber():
            yield _typed(name, "Your number", "decimal")
        case AskedFormula():
            yield _typed(name, "Your formula", "text")
        case AskedChoice(options, several):
            kind = "checkbox" if several else "radio"
            for place, option in enumerate(options):
                field = f'<input type="{kind}" name="{name}" value="{place}"/>'
                yield f"<label>{field} <span>({letter(place)}) {in_page(option.parts)}</span></label>"
        case AskedOrder(items):
            for item in items:
                yield _listed(item, [str(k + 1) for k in range(len(items))])
        case AskedMatch(left, right):
            rows = "".join(f"<li>{in_page(item)}</li>" for item in right)
            yield f'<ol type="a">{rows}</ol>'
            for item in left:
                yield _listed(item, [letter(k) for k in range(len(right))])


def _typed(name: str, label: str, mode: str) -> str:
    safe = 'autocomplete="off" autocapitalize="none" spellcheck="false"'
    field = f'<input type="text" inputmode="{mode}" aria-describedby="{name}" {safe}/>'
    return f"<label>{label}: {field}</label>"


def _listed(item: Parts, entries: Sequence[str]) -> str:
    """An item, and a list that drops down beside it, which is named in plain text: MathML makes no
    name everywhere.
    """
    options = "".join(f'<option value="{place}">{text(entry)}</option>' for place, entry in enumerate(entries))
    field = f'<select aria-label="{text(plain_text(item))}"><option value="">?</option>{options}</select>'
    return f'<div class="row">{field} <div>{in_page(item)}</div></div>'


def known(question: QuizQuestion) -> str:
    """The attributes by which the script of a page grades a question."""
    match question.asked:
        case AskedNumber() as asked:
            off = decimal(asked.tolerance)
            return f'data-asks="number" data-key="{decimal(asked.value)}" data-off="{off}" data-near="{NEAR}"'
        case AskedFormula():
            return 'data-asks="formula"'
        case AskedChoice() as asked:
            return f'data-asks="choice" data-key="{_places(asked.key)}"'
        case AskedOrder(items, key):
            return f'data-asks="lists" data-key="{_places([key.index(place) for place in range(len(items))])}"'
        case AskedMatch(key=key):
            return f'data-asks="lists" data-key="{_places(key)}"'


def _places(places: Sequence[int]) -> str:
    return " ".join(map(str, places))


def sayings(question: QuizQuestion) -> Iterator[str]:
    """What the script says to an answer: to an option by its place, to a number by its value."""
    match question.asked:
        case AskedNumber(wrong=wrong):
            yield from (_saying(decimal(number.value), number.feedback) for number in wrong)
        case AskedChoice(options):
            yield from (_saying(str(place), said(option)) for place, option in enumerate(options))


def _saying(to: str, parts: Parts) -> str:
    return f'<template data-to="{to}">{paragraph(parts)}</template>'


def paragraph(parts: Parts) -> str:
    """Parts as a block: a paragraph unless there is code among them."""
    tag = "div" if any(isinstance(part, Snippet) for part in parts) else "p"
    return f"<{tag}>{in_page(parts)}</{tag}>"
