"""A file of answers, TOML or JSON: a question's id and the answer to it, for each question."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from .written_answers import LONGEST

LARGEST = 1 << 18  # bytes
SHOWN = 3  # of names in a message


class AnswersError(Exception):
    """What is wrong with a file of answers, for people; its name stands in front."""


def read_answers(data: bytes) -> dict[str, str]:
    """The answers by the ids of their questions; those that are empty are left out.

    Raises:
        AnswersError: if it is no such file.
    """
    if len(data) > LARGEST:
        raise AnswersError(f"is larger than answers may be: {LARGEST >> 10} KiB")
    try:
        text = data.decode("utf-8-sig")
        given = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text.replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise AnswersError("is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise AnswersError(f"is no JSON: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise AnswersError(f'is no TOML: {error}; a line is "ID" = "ANSWER"') from None
    except (RecursionError, ValueError):
        raise AnswersError("is nested too deeply, or has a number that is too long") from None
    if not isinstance(given, dict):
        raise AnswersError('has to be a table: "ID" = "ANSWER"')
    answers = {name: _text(name, value) for name, value in given.items()}
    return {name: answer for name, answer in answers.items() if answer.strip()}


def check_ids(answers: Mapping[str, str], ids: Iterable[str]) -> None:
    """See to it that all answers are to questions of this quiz.

    Raises:
        AnswersError: if one is not.
    """
    if others := [name for name in answers if name not in {*ids}]:
        told = ", ".join(name[:60] for name in others[:SHOWN]) + (", ..." if len(others) > SHOWN else "")
        raise AnswersError(
            f"has answers to another quiz: {told}. Give the same exercises, --kinds, --count and --seed as when you"
            " wrote its questions"
        )


def _text(name: str, value: Any) -> str:
    """An answer as one text.

    Raises:
        AnswersError: if it is neither a text, a number nor a list of these.
    """
    if isinstance(value, list) and len(value) <= LONGEST:
        return " ".join(_text(name, one) for one in value if not isinstance(one, list))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise AnswersError(f"has for {name[:60]} no answer: write a text in quotes, a number, or a list of them")
    return value if isinstance(value, str) else repr(value)
