"""Questions and marks as JSON and back. Every record is an object that says its type; JSON form
`grader.question/1`.
"""

import json
import math
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from .asked_records import AskedChoice, AskedFormula, AskedMatch, AskedNumber, AskedOrder, ChoiceOption, WrongNumber
from .parts import FormulaLines, Picture, Snippet, TypesetFormula, Words
from .question import QuestionOrigin, QuizMark, QuizQuestion

SCHEMA = "grader.question/1"
TYPES: Mapping[str, type] = {
    "words": Words,
    "formula": TypesetFormula,
    "formula lines": FormulaLines,
    "code": Snippet,
    "picture": Picture,
    "wrong number": WrongNumber,
    "number": AskedNumber,
    "formula asked": AskedFormula,
    "option": ChoiceOption,
    "choice": AskedChoice,
    "order": AskedOrder,
    "match": AskedMatch,
    "origin": QuestionOrigin,
    "question": QuizQuestion,
    "mark": QuizMark,
}
QuizRecord = TypeVar("QuizRecord", QuizQuestion, QuizMark)
NAMES = {record: name for name, record in TYPES.items()}


class Damaged(ValueError):
    """What is wrong with a JSON form that should be that of a record."""


def as_json(record: QuizQuestion | QuizMark) -> str:
    """A record in one line."""
    return json.dumps({"schema": SCHEMA, **plain(record)}, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def question_of(text: str) -> QuizQuestion:
    """The question that a text is the JSON of.

    Raises:
        Damaged: if it is none.
    """
    try:
        given = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raise Damaged("a question is JSON, and this is none") from None
    if not isinstance(given, dict) or given.pop("schema", "") != SCHEMA:
        raise Damaged(f'a question says "schema": "{SCHEMA}"')
    return record_of(given, QuizQuestion)


def plain(value: Any) -> Any:
    """A record in the shape of its JSON form."""
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": NAMES[type(value)], **{f.name: plain(getattr(value, f.name)) for f in fields(value)}}
    return [plain(v) for v in value] if isinstance(value, tuple) else value


def record_of(given: Any, wanted: type[QuizRecord]) -> QuizRecord:
    """The record that a JSON form is of.

    Raises:
        Damaged: if it is of none, or of another.
    """
    found = _read(given)
    if not isinstance(found, wanted):
        raise Damaged(f"this should be a {NAMES[wanted]}")
    return found


def _read(given: Any) -> Any:
    if isinstance(given, list):
        return tuple(map(_read, given))
    if not isinstance(given, dict):
        return given
    known = TYPES.get(str(given.get("type")))
    if known is None:
        raise Damaged(f"there is no record of the type {given.get('type')!r}")
    named = {name: _read(value) for name, value in given.items() if name != "type"}
    for name, value in named.items():
        if not _fits(value, _hints(known).get(name)):
            raise Damaged(f"{name} of a {NAMES[known]} cannot be {json.dumps(given[name])[:60]}")
    try:
        return known(**named)
    except TypeError:
        raise Damaged(f"a {NAMES[known]} has the fields {', '.join(_hints(known))}") from None


@lru_cache(maxsize=len(TYPES))
def _hints(record: type) -> Mapping[str, Any]:
    return get_type_hints(record)


def _fits(value: Any, hint: Any) -> bool:
    """Whether a value is of the type that a field has."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return value in inner
    if origin in (Union, types.UnionType):
        return any(_fits(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(one, inner[0]) for one in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return hint is not None and isinstance(value, hint)
