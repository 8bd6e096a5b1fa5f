"""Questions that an instructor writes down, in a TOML file: a table [[question]] each."""

import math
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any, NoReturn

from ..exercise import Exercise
from .asked_records import (
    Asked,
    AskedChoice,
    AskedFormula,
    AskedMatch,
    AskedNumber,
    AskedOrder,
    ChoiceOption,
    WrongNumber,
)
from .parts import Part, Parts, Snippet, Words
from .question import QuestionOrigin, QuizQuestion
from .read_formula import equal, read_formula
from .studied import studied
from .written_answers import UnreadableAnswer

KIND = "fixed"  # in place of the kind that makes questions anew
LARGEST_FILE = 1 << 20  # bytes
MOST_OPTIONS, LONGEST = 12, 2000  # options or items, and characters of a text
DIGITS = 3
COMMON = {"id", "prompt", "code", "hints", "explanation"}
FIELDS: Mapping[str, set[str]] = {  # what says which thing is asked for, and what else it may have
    "number": {"digits", "wrong"},
    "formula": {"slug", "wrt"},
    "options": {"several"},
    "order": set(),
    "pairs": {"extra"},
}


class QuestionFileError(Exception):
    """What is wrong with a file of questions: the file, the question and the field are in the
    message.
    """


def read_questions(path: Path, exercises: Mapping[str, Exercise]) -> list[QuizQuestion]:
    """The questions of a file; `exercises` has those that formulas may be asked of, by their slugs.

    Raises:
        QuestionFileError: if it is none, or a question in it is not as it has to be.
    """
    try:
        data = path.read_bytes()
        if len(data) > LARGEST_FILE:
            raise QuestionFileError(f"{path} is larger than {LARGEST_FILE >> 20} MiB")
        tables = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        raise QuestionFileError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise QuestionFileError(f"{path} is not UTF-8 text") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise QuestionFileError(f"{path} is not TOML: {error}") from None
    return list(questions_of(tables, path.name, exercises))


def questions_of(tables: Mapping[str, Any], file: str, exercises: Mapping[str, Exercise]) -> Iterator[QuizQuestion]:
    """The questions of a file that was read.

    Raises:
        QuestionFileError: as above.
    """
    listed = tables.get("question")
    if set(tables) != {"question"} or not isinstance(listed, list) or not all(isinstance(t, dict) for t in listed):
        raise QuestionFileError(f"{file}: a file of questions has tables [[question]] and nothing else")
    seen = set[str]()
    for number, table in enumerate(listed, 1):
        draft = _Draft(table, f"{file}: question {table.get('id', number)}", exercises)
        question = draft.question(file)
        if question.origin.slug in seen:
            draft.refuse("id", "is there twice")
        seen.add(question.origin.slug)
        yield question


class _Draft:
    """A table while it is read; complaints name the file, the question and the field."""

    def __init__(self, table: Mapping[str, Any], where: str, exercises: Mapping[str, Exercise]) -> None:
        self._table, self._where, self._exercises = table, where, exercises

    def refuse(self, field: str, what: str) -> NoReturn:
        raise QuestionFileError(f"{self._where}: {field} {what}")

    def question(self, file: str) -> QuizQuestion:
        asks = [name for name in FIELDS if name in self._table]
        if len(asks) != 1:
            self.refuse(" or ".join(FIELDS), "has to be there, one of them")
        for name in self._table:
            if name not in COMMON | {asks[0]} | FIELDS[asks[0]]:
                self.refuse(name, f"is no field of a question with {asks[0]}")
        origin = QuestionOrigin(KIND, self.text("id"), 0, file)
        prompt: tuple[Part, ...] = (Words(self.text("prompt")),)
        if "code" in self._table:
            prompt = (*prompt, Snippet(self.text("code")))
        hints = tuple((Words(hint),) for hint in self.texts("hints", required=False))
        explanation: Parts = (Words(self.text("explanation")),) if "explanation" in self._table else ()
        return QuizQuestion(origin, prompt, self._asked(asks[0]), hints, explanation)

    def _asked(self, what: str) -> Asked:
        read: Mapping[str, Callable[[], Asked]] = {
            "number": self._number,
            "formula": self._formula,
            "options": self._choice,
            "order": self._order,
            "pairs": self._match,
        }
        return read[what]()

    def _number(self) -> AskedNumber:
        digits = self._table.get("digits", DIGITS)
        if not isinstance(digits, int) or isinstance(digits, bool) or not 0 <= digits <= 12:
            self.refuse("digits", "is a whole number from 0 to 12")
        value = self._real(self._table["number"], "number")
        wrong = [
            WrongNumber(self._real(row.get("number"), "wrong"), self._why(row, "wrong"), _text_of(row, "mistake"))
            for row in self._rows("wrong", {"number", "why", "mistake"})
        ]
        tolerance = 10.0**-digits
        if any(abs(one.value - value) <= 2 * tolerance for one in wrong):
            self.refuse("wrong", "has a number that counts as right")
        return AskedNumber(value, tolerance, digits, f"{value:.{digits}f}", tuple(wrong))

    def _real(self, value: Any, field: str) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
            self.refuse(field, "has to be a number")
        return float(value)

    def _formula(self) -> AskedFormula:
        slug, wrt = self.text("slug"), self.text("wrt")
        exercise = self._exercises.get(slug)
        function = studied(exercise) if exercise and exercise.scalar else None
        if exercise is None or function is None:
            self.refuse("slug", f"names no exercise whose derivative can be typed in: {slug}")
        named = [q for q in function.slopes if q.by and function.originals[q.by].name == wrt]
        if not named:
            inputs = ", ".join(i.name for i in exercise.differentiable)
            self.refuse("wrt", f"is no input that {slug} is differentiated by; there are {inputs}")
        try:
            read = read_formula(exercise, self.text("formula"))
        except UnreadableAnswer as error:
            self.refuse("formula", f"cannot be read: {error}")
        if not equal(exercise, read, function.expression(named[0]).xreplace(function.originals)):
            self.refuse("formula", f"is not the derivative of {slug} by {wrt}")
        return AskedFormula(slug, "gradient", wrt, read.shown)

    def _choice(self) -> AskedChoice:
        several = self._table.get("several", False)
        if not isinstance(several, bool):
            self.refuse("several", "is true or false")
        options = []
        for row in self._rows("options", {"text", "right", "why", "mistake"}):
            right = row.get("right", False)
            if not isinstance(right, bool):
                self.refuse("options", "has a right that is not true or false")
            text, why = row.get("text", ""), self._why(row, "options")
            options.append(ChoiceOption((Words(text),), right, why, _text_of(row, "mistake")))
        self._items("options", [_plain(option.parts) for option in options])
        rights = sum(option.right for option in options)
        if rights == 0 or rights == len(options) or (rights > 1 and not several):
            self.refuse("options", "needs a wrong one, and one that is right (more with several = true)")
        return AskedChoice(tuple(options), several)

    def _order(self) -> AskedOrder:
        items = self.texts("order")
        self._items("order", items)
        if len(items) < 3:
            self.refuse("order", "needs three items or more")
        shown = self._shuffled(len(items))
        return AskedOrder(tuple((Words(items[k]),) for k in shown), tuple(shown.index(k) for k in range(len(items))))

    def _match(self) -> AskedMatch:
        pairs = self._table["pairs"]
        if not isinstance(pairs, list) or not all(isinstance(p, list) and len(p) == 2 for p in pairs):
            self.refuse("pairs", 'is a list of pairs, [["left", "right"], ...]')
        left, right = [p[0] for p in pairs], [*(p[1] for p in pairs), *self.texts("extra", required=False)]
        self._items("pairs", left)
        self._items("pairs", right)
        shown = self._shuffled(len(right))
        key = tuple(shown.index(k) for k in range(len(left)))
        return AskedMatch(tuple((Words(one),) for one in left), tuple((Words(right[k]),) for k in shown), key)

    def _shuffled(self, count: int) -> list[int]:
        """An order other than the right one, the same each time."""
        random, shown = Random(f"fixed {self._table.get('id')}"), list(range(count))
        while shown == sorted(shown):
            random.shuffle(shown)
        return shown

    def _items(self, field: str, items: Sequence[Any]) -> None:
        if not 2 <= len(items) <= MOST_OPTIONS:
            self.refuse(field, f"needs 2 to {MOST_OPTIONS} entries")
        for item in items:
            if not isinstance(item, str) or not item.strip() or len(item) > LONGEST:
                self.refuse(field, f"has an entry that is no text of 1 to {LONGEST} characters")
            self._check_characters(field, item)
        if len({item.strip().lower() for item in items}) < len(items):
            self.refuse(field, "has two entries that read alike")

    def _rows(self, field: str, known: set[str]) -> list[dict[str, Any]]:
        rows = self._table.get(field, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse(field, f"is a list of tables with {', '.join(sorted(known))}")
        for row in rows:
            for name in row:
                if name not in known:
                    self.refuse(field, f"has no {name}; there are {', '.join(sorted(known))}")
        return rows

    def _why(self, row: Mapping[str, Any], field: str) -> Parts:
        why = row.get("why", "")
        if not isinstance(why, str) or not isinstance(row.get("mistake", ""), str):
            self.refuse(field, "has a why or a mistake that is no text")
        self._check_characters(field, why)
        return (Words(why),) if why else ()

    def text(self, field: str) -> str:
        """A text that has to be there."""
        value = self._table.get(field)
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
            self.refuse(field, f"has to be a text of 1 to {LONGEST} characters")
        self._check_characters(field, value)
        return value

    def _check_characters(self, field: str, value: str) -> None:
        """Refuse what controls a terminal, or turns the direction of what is read."""
        if odd := next((c for c in value if c not in "\n\t" and unicodedata.category(c) in ("Cc", "Cf", "Cs")), ""):
            self.refuse(field, f"has a character that cannot be seen: U+{ord(odd):04X}")

    def texts(self, field: str, required: bool = True) -> list[str]:
        """A list of texts."""
        value = self._table.get(field, None if required else [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.refuse(field, "is a list of texts")
        for one in value:
            self._check_characters(field, one)
        return value


def _text_of(row: Mapping[str, Any], field: str) -> str:
    return str(row.get(field, ""))


def _plain(parts: Parts) -> Any:
    return parts[0].text if isinstance(parts[0], Words) else ""
