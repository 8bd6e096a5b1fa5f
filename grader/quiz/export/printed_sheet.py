"""A sheet to be printed, a version for each variant, and behind all of them the keys."""

from collections.abc import Iterator
from string import ascii_uppercase

from ...report.page import page, table, text
from ..asked_records import AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder
from ..parts import Parts
from ..question import QuizQuestion
from ..written_answers import letter, right_answer
from .part_markup import in_page
from .practice_page import STYLE
from .quiz_format import QuestionSet, QuizFormat
from .reshaped import right_parts

PRINT = """
.version { break-before: page } .version:first-child { break-before: auto }
.blank { display: inline-block; border-bottom: 1px solid; min-width: 3rem } .wide { min-width: min(24rem, 100%) }
.item { display: flex; gap: .6rem; margin: .5rem 0; align-items: baseline } .item > div { min-width: 0 }
@media print {
  :root { color-scheme: light; --back: #fff; --text: #000; --faint: #444 }
  body { margin: 0 } .formula { overflow: visible } h2 { break-after: avoid }
}
"""
BOX = '<span aria-hidden="true">\u2610</span>'
BLANK, WIDE = '<span class="blank">&#160;</span>', '<span class="blank wide">&#160;</span>'


def write(given: QuestionSet) -> bytes:
    """The whole page: each version begins on a new one, and so does each key."""
    count = max((len(group.variants) for group in given.groups), default=1)
    versions = [[group.variants[v % len(group.variants)] for group in given.groups] for v in range(count)]
    names = [f", version {_name(v)}" if count > 1 else "" for v in range(count)]
    body = [
        *(_sheet(f"{given.title}{name}", asked) for name, asked in zip(names, versions, strict=True)),
        *(_key(f"Key{name}", asked) for name, asked in zip(names, versions, strict=True)),
    ]
    return page(given.title, body, f"{STYLE}{PRINT}").encode()


def _name(version: int) -> str:
    """A, B, ..., Z, and then 27, 28, ..."""
    return ascii_uppercase[version] if version < len(ascii_uppercase) else str(version + 1)


def _sheet(title: str, questions: list[QuizQuestion]) -> str:
    lines = [
        '<section class="version">',
        f"<h1>{text(title)}</h1>",
        f"<p>Name: {WIDE}</p>",
        *(_question(question, number) for number, question in enumerate(questions, start=1)),
        "</section>",
    ]
    return "\n".join(lines)


def _question(question: QuizQuestion, number: int) -> str:
    lines = [
        '<section class="question">',
        f"<h2>Question {number}</h2>",
        f"<div>{in_page(question.prompt)}</div>",
        *_room(question),
        "</section>",
    ]
    return "\n".join(lines)


def _room(question: QuizQuestion) -> Iterator[str]:
    """What there is to tick, and room to write."""
    match question.asked:
        case AskedNumber():
            yield f"<p>Your number: {BLANK}</p>"
        case AskedFormula():
            yield f"<p>Your formula: {WIDE}</p>"
        case AskedChoice(options):
            yield from (_item(BOX, letter(place), option.parts) for place, option in enumerate(options))
        case AskedOrder(items):
            yield from (_item(BLANK, letter(place), item) for place, item in enumerate(items))
            yield "<p>Write the place of each before it, from 1 for the first.</p>"
        case AskedMatch(left, right):
            yield from (_item(BLANK, str(place + 1), item) for place, item in enumerate(left))
            yield from (_item("", letter(place), item) for place, item in enumerate(right))
            yield "<p>Write the letter that belongs to each before its number.</p>"


def _item(mark: str, name: str, parts: Parts) -> str:
    return f'<div class="item">{mark}<div>({name}) {in_page(parts)}</div></div>'


def _key(title: str, questions: list[QuizQuestion]) -> str:
    rows = [_row(question, number) for number, question in enumerate(questions, start=1)]
    listed = table(["question", "letters", "answer", "made from"], rows)
    return f'<section class="version">\n<h1>{text(title)}</h1>\n{listed}\n</section>'


def _row(question: QuizQuestion, number: int) -> str:
    lettered = not isinstance(question.asked, AskedNumber | AskedFormula)
    letters = text(right_answer(question.asked)) if lettered else ""
    cells = f"<td>{letters}</td><td>{in_page(right_parts(question.asked))}</td>"
    return f'<tr><th scope="row">{number}</th>{cells}<td class="path">{text(question.id)}</td></tr>'


FORMAT = QuizFormat((".html", ".pdf"), "a sheet to print, with its key", lambda question: question, write, picks=True)
