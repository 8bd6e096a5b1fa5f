"""Questions for other systems and for paper, one format a file. What a format cannot say is left
out and told.
"""

import importlib
from collections.abc import Mapping

from .quiz_format import QuizFormat

FORMATS: Mapping[str, str] = {  # and the module of each, since some need what takes long to import
    "gift": "gift",
    "moodle": "moodle_xml",
    "practice": "practice_page",
    "exam": "exam_page",
    "canvas": "qti12",
    "qti3": "qti3",
    "anki": "anki_deck",
    "sheet": "printed_sheet",
}


def format_of(name: str) -> QuizFormat:
    """The format of a name of `FORMATS`."""
    found = importlib.import_module(f".{FORMATS[name]}", __package__).FORMAT
    assert isinstance(found, QuizFormat)
    return found
