"""One page that stands alone. For practice the answers are in it, behind what opens; for an exam
they are not.

It works by keyboard and with a screen reader, and without its script, which only grades: hints and
answers open anyway.
"""

from collections.abc import Iterator

from ...report.page import page, text
from ..parts import Words
from ..question import QuizQuestion
from .answer_fields import fields, known, paragraph, sayings
from .page_script import SCRIPT
from .part_markup import in_page
from .quiz_format import QuestionSet, QuizFormat
from .reshaped import right_parts

STYLE = """
main { max-width: 48rem; margin: 0 auto }
.question { border: 1px solid var(--line); border-radius: .4rem; margin: 1.2rem 0; padding: .2rem 1rem .8rem }
.question h2 { margin: .6rem 0 } fieldset { border: 0; margin: .6rem 0; padding: 0; min-width: 0 }
.row { display: flex; gap: .6rem; align-items: center; margin: .4rem 0 }
.row > div { min-width: 0 } button { margin-bottom: .4rem }
label { display: block; padding: .3rem 0 } label > span { overflow-wrap: anywhere }
fieldset, .prompt, .row { overflow-wrap: anywhere }
.formula { display: inline-block; max-width: 100%; overflow-x: auto; overflow-y: hidden; vertical-align: middle }
.formula { padding: .15rem 0 } math { font-size: 1.1em; math-style: normal } mtd { text-align: left }
input[type=text] { font: inherit; width: 16rem; max-width: 100%; box-sizing: border-box } input { accent-color: auto }
select, button { font: inherit; padding: .15rem .6rem } summary { cursor: pointer; padding: .2rem 0 }
pre { background: var(--shade); border-radius: .3rem; padding: .4rem .7rem; white-space: pre-wrap }
svg { max-width: 100%; height: auto; vertical-align: middle } ol[type=a] li { margin: .4rem 0 }
ol[type=a] { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)) }
.good p:first-child, .bad p:first-child { font-weight: 600 } [role=status] p { margin: .4rem 0 }
@media print { .question { break-inside: avoid } button { display: none } }
"""


def practice(given: QuestionSet) -> bytes:
    """The page with hints, answers and explanations in it."""
    body = [
        *_head(given),
        '<p id="count" role="status"></p>',
        *(_question(q, n, True) for n, q in enumerate(given.questions, start=1)),
        f"<script>{SCRIPT}</script>",
    ]
    return page(given.title, body, STYLE).encode()


def exam(given: QuestionSet) -> bytes:
    """The page with questions alone; what they were made from is not in it, since the answers can
    be made from that.
    """
    body = [*_head(given), *(_question(q, n, False) for n, q in enumerate(given.questions, start=1))]
    return page(given.title, body, STYLE).encode()


def _head(given: QuestionSet) -> Iterator[str]:
    count = len(given.questions)
    yield f"<h1>{text(given.title)}</h1>"
    yield f'<p class="faint">{count} question{"" if count == 1 else "s"}</p>'


def _question(question: QuizQuestion, number: int, with_answers: bool) -> str:
    name = f"question{number}"
    lines = [
        f'<form class="question" autocomplete="off" {known(question)}>'
        if with_answers
        else '<section class="question">',
        f"<h2>Question {number}</h2>",
        f'<div class="prompt" id="{name}">{in_page(question.prompt)}</div>',
        f'<fieldset aria-labelledby="{name}">',
        *fields(question, name),
        "</fieldset>",
        *(_answers(question) if with_answers else ()),
        "</form>" if with_answers else "</section>",
    ]
    return "\n".join(lines)


def _answers(question: QuizQuestion) -> Iterator[str]:
    yield '<button type="submit" hidden="hidden">Check</button>'
    yield '<div role="status"></div>'
    for place, hint in enumerate(question.hints, start=1):
        yield f"<details><summary>Hint {place}</summary>{paragraph(hint)}</details>"
    answer = paragraph((Words("The answer: "), *right_parts(question.asked)))
    yield f'<details class="answer"><summary>Answer</summary>{answer}{paragraph(question.explanation)}'
    yield f'<p class="faint">{text(question.id)}</p></details>'
    yield from sayings(question)


FORMAT = QuizFormat((".html",), "one page to practise with, answers inside", lambda question: question, practice)
