"""One question as an item of QTI 3: its key, what is shown, and how an answer is graded.

A number is compared by two bounds, not by `qti-equal` with a tolerance, which not every player
knows.
"""

from collections.abc import Callable, Iterator, Sequence

from ...report.page import text
from ..asked_records import AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder
from ..grading import NEAR, RIGHT, WRONG
from ..parts import Parts
from ..question import QuizQuestion
from .part_markup import Drawn, in_mathml, markup
from .quiz_format import NotExpressed
from .reshaped import said
from .written_decimals import decimal

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd"
MATHML = "http://www.w3.org/1998/Math/MathML"
VARIABLE = '<qti-variable identifier="RESPONSE"/>'
Shown = Callable[[Parts], str]


def item(question: QuizQuestion, name: str, drawn: Drawn) -> str:
    """The whole document; `name` is its identifier, and `drawn` writes where a picture lies."""

    def shown(parts: Parts) -> str:
        found = markup(parts, in_mathml, drawn)
        return found.replace("<math>", f'<math xmlns="{MATHML}">')

    outcomes = [*_outcomes(question)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<qti-assessment-item xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
        f'  xsi:schemaLocation="{NAMESPACE} {SCHEMA}"',
        f'  identifier="{name}" title="{text(question.id)}" adaptive="false" time-dependent="false" xml:lang="en">',
        *_declared(question),
        *_item_body(question, shown),
        *_processing(outcomes),
        *_feedback(question, outcomes, shown),
        "</qti-assessment-item>",
    ]
    return "\n".join(lines) + "\n"


def _declared(question: QuizQuestion) -> Iterator[str]:
    cardinality, base, key = _key(question)
    yield f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{base}">'
    values = "".join(f"<qti-value>{value}</qti-value>" for value in key)
    yield f"<qti-correct-response>{values}</qti-correct-response>"
    yield "</qti-response-declaration>"
    for name, base, default in (("SCORE", "float", "0"), ("MAXSCORE", "float", "1"), ("FEEDBACK", "identifier", "")):
        value = f"<qti-default-value><qti-value>{default}</qti-value></qti-default-value>" if default else ""
        attributes = f'identifier="{name}" cardinality="single" base-type="{base}"'
        yield f"<qti-outcome-declaration {attributes}>{value}</qti-outcome-declaration>"


def _key(question: QuizQuestion) -> tuple[str, str, Sequence[str]]:
    """Cardinality, type and values of the right response."""
    match question.asked:
        case AskedNumber(value):
            return "single", "float", [decimal(value)]
        case AskedChoice() as asked:
            return "multiple" if asked.several else "single", "identifier", [_choice(place) for place in asked.key]
        case AskedOrder(key=key):
            return "ordered", "identifier", [_choice(place) for place in key]
        case AskedMatch(key=key):
            pairs = [f"L{row} {_choice(place)}" for row, place in enumerate(key)]
            return "multiple", "directedPair", pairs
        case AskedFormula():
            raise NotExpressed("no such system knows that two formulas are equal")


def _choice(place: int) -> str:
    return f"C{place}"


def _item_body(question: QuizQuestion, shown: Shown) -> Iterator[str]:
    yield "<qti-item-body>"
    prompt = shown(question.prompt)
    match question.asked:
        case AskedNumber():
            yield f"<div>{prompt}</div>"
            yield '<p><qti-text-entry-interaction response-identifier="RESPONSE" expected-length="12"/></p>'
        case AskedChoice(options, several):
            most = 0 if several else 1
            yield f'<qti-choice-interaction response-identifier="RESPONSE" max-choices="{most}" shuffle="false">'
            yield f"<qti-prompt>{prompt}</qti-prompt>"
            for place, option in enumerate(options):
                yield f'<qti-simple-choice identifier="{_choice(place)}">{shown(option.parts)}</qti-simple-choice>'
            yield "</qti-choice-interaction>"
        case AskedOrder(items):
            yield '<qti-order-interaction response-identifier="RESPONSE" shuffle="false">'
            yield f"<qti-prompt>{prompt}</qti-prompt>"
            for place, one in enumerate(items):
                yield f'<qti-simple-choice identifier="{_choice(place)}">{shown(one)}</qti-simple-choice>'
            yield "</qti-order-interaction>"
        case AskedMatch(left, right):
            most = len(left)
            yield f'<qti-match-interaction response-identifier="RESPONSE" max-associations="{most}" shuffle="false">'
            yield f"<qti-prompt>{prompt}</qti-prompt>"
            yield from _matched([(f"L{row}", one) for row, one in enumerate(left)], shown)
            yield from _matched([(_choice(place), one) for place, one in enumerate(right)], shown)
            yield "</qti-match-interaction>"
    yield "</qti-item-body>"


def _matched(items: Sequence[tuple[str, Parts]], shown: Shown) -> Iterator[str]:
    yield "<qti-simple-match-set>"
    for name, parts in items:
        attributes = f'identifier="{name}" match-max="1"'
        yield f"<qti-simple-associable-choice {attributes}>{shown(parts)}</qti-simple-associable-choice>"
    yield "</qti-simple-match-set>"


def _outcomes(question: QuizQuestion) -> Iterator[tuple[str, str, Parts, bool]]:
    """In order: a condition, the identifier of its feedback, what that says, and whether it is
    right; the last holds where no other does, and has no condition.
    """
    asked = question.asked
    match asked:
        case AskedNumber(value, tolerance):
            yield _within(value, tolerance), "right", RIGHT, True
            for place, wrong in enumerate(asked.wrong):
                yield _within(wrong.value, NEAR * tolerance), f"wrong{place}", wrong.feedback, False
        case AskedChoice(options, False):
            for place, option in enumerate(options):
                condition = f'<qti-match>{VARIABLE}<qti-base-value base-type="identifier">{_choice(place)}'
                condition += "</qti-base-value></qti-match>"
                yield condition, f"choice{place}", said(option), option.right
        case _:
            yield f'<qti-match>{VARIABLE}<qti-correct identifier="RESPONSE"/></qti-match>', "right", RIGHT, True
            if isinstance(asked, AskedChoice):
                for place, option in enumerate(asked.options):
                    if not option.right:
                        held = f'<qti-base-value base-type="identifier">{_choice(place)}</qti-base-value>{VARIABLE}'
                        yield f"<qti-member>{held}</qti-member>", f"choice{place}", said(option), False
    yield "", "wrong", WRONG, False


def _within(value: float, tolerance: float) -> str:
    low, high = (
        f'<qti-base-value base-type="float">{decimal(end)}</qti-base-value>' for end in _ends(value, tolerance)
    )
    return f"<qti-and><qti-gte>{VARIABLE}{low}</qti-gte><qti-lte>{VARIABLE}{high}</qti-lte></qti-and>"


def _ends(value: float, tolerance: float) -> tuple[float, float]:
    return round(value - tolerance, 12), round(value + tolerance, 12)


def _processing(outcomes: Sequence[tuple[str, str, Parts, bool]]) -> Iterator[str]:
    yield "<qti-response-processing><qti-response-condition>"
    for place, (condition, name, _, right) in enumerate(outcomes):
        tag = "qti-response-else" if not condition else "qti-response-else-if" if place else "qti-response-if"
        yield f"<{tag}>{condition}"
        yield _set("SCORE", "float", "1" if right else "0")
        yield _set("FEEDBACK", "identifier", name)
        yield f"</{tag}>"
    yield "</qti-response-condition></qti-response-processing>"


def _set(name: str, base: str, value: str) -> str:
    inner = f'<qti-base-value base-type="{base}">{value}</qti-base-value>'
    return f'<qti-set-outcome-value identifier="{name}">{inner}</qti-set-outcome-value>'


def _feedback(question: QuizQuestion, outcomes: Sequence[tuple[str, str, Parts, bool]], shown: Shown) -> Iterator[str]:
    for _, name, parts, _ in outcomes:
        attributes = f'outcome-identifier="FEEDBACK" identifier="{name}" show-hide="show"'
        inner = f"<div>{shown(parts)}</div><div>{shown(question.explanation)}</div>"
        yield f"<qti-modal-feedback {attributes}><qti-content-body>{inner}</qti-content-body></qti-modal-feedback>"
