"""A deck for Anki: the question in front, the answer with its explanation behind.

A note is known by its kind, exercise and seed: a deck that is imported again changes notes, and
makes no second ones.
"""

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..asked_records import AskedChoice, AskedMatch, AskedOrder
from ..parts import Parts, Words
from ..question import QuizQuestion
from ..written_answers import letter
from .part_markup import in_latex, markup
from .quiz_format import QuestionSet, QuizFormat
from .reshaped import listed, right_parts
from .svg_markup import svg

MODEL = 1_917_230_418  # of all our notes, for ever: Anki knows by it that a note has these fields
FIELDS = ("Front", "Back", "Id")
CSS = """
.card { font: 20px/1.45 system-ui, sans-serif; text-align: left; max-width: 40rem; margin: 1rem auto }
pre { background: #8881; padding: .4rem .7rem; white-space: pre-wrap } svg { max-width: 100%; height: auto }
"""


def write(given: QuestionSet) -> bytes:
    """The whole deck, an .apkg. The time is in it, since Anki takes what is newer."""
    import genanki  # it takes long

    sides = {"qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}
    fields = [{"name": name} for name in FIELDS]
    model = genanki.Model(MODEL, "grader question", fields, [{"name": "Card", **sides}], css=CSS, sort_field_index=2)
    deck = genanki.Deck(_number(given.title), given.title)
    for question in given.questions:
        origin = question.origin
        guid = genanki.guid_for(origin.kind, origin.slug, origin.seed)
        tags = [_tag(origin.kind), _tag(origin.slug)]
        deck.add_note(genanki.Note(model, [*_sides(question)], guid=guid, tags=tags))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        genanki.Package(deck).write_to_file(path)
        return path.read_bytes()


def _number(title: str) -> int:
    """The number that Anki knows a deck by, the same for one of the same title."""
    return 1 << 30 | int.from_bytes(hashlib.sha256(title.encode()).digest()[:3])


def _tag(name: str) -> str:
    return "_".join(name.split()) or "_"


def _sides(question: QuizQuestion) -> Iterator[str]:
    front = (*question.prompt, *_choices(question))
    back = (*right_parts(question.asked), Words("\n\n"), *question.explanation)
    yield from (markup(parts, in_latex, svg) for parts in (front, back, (Words(question.id),)))


def _choices(question: QuizQuestion) -> Parts:
    """What there is to choose from."""
    match question.asked:
        case AskedChoice(options):
            return _lettered(tuple(option.parts for option in options))
        case AskedOrder(items):
            return _lettered(items)
        case AskedMatch(left, right):
            return (*listed(left, (str(place + 1) for place in range(len(left)))), *_lettered(right))
    return ()


def _lettered(items: tuple[Parts, ...]) -> Parts:
    return listed(items, map(letter, range(len(items))))


FORMAT = QuizFormat((".apkg",), "a deck for Anki", lambda question: question, write, needs="genanki")
