"""Questions about somebody's code that stand below it in the same file, with the answers to them:
comments, so that the code stays what it is, and the answers are handed in with it.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .answer_sheet import asked_json, question_lines
from .plain_code import plain_code
from .question import QuizQuestion

HEAD = "# ---- grader quiz own: "
BEGINS = re.compile(rf"^{re.escape(HEAD)}", re.MULTILINE)
LINE = re.compile(rf"{re.escape(HEAD)}([\w.-]+), code ([0-9a-f]{{16}}) ----\s*")
ANSWER = re.compile(r"\s*#+\s*answer\s+(\d{1,3})\s*\[([0-9a-f]{8})\]\s*:(.*)", re.IGNORECASE)
NEARLY = re.compile(r"\s*#+\s*answer\s*(\d{1,3})\b.*", re.IGNORECASE)  # what was meant as one
PLACE = re.compile(r"(?<=[Ll]ine )\d+")  # in the code, which comments move
ABOUT = "Write each answer behind its colon. Answers are to the code above as it is: if it changes, ask again."


class AnswersBelowError(Exception):
    """Why answers below code cannot be used, for people."""


@dataclass(frozen=True)
class AnswersBelow:
    """The answers below some code, by the numbers of their questions, each with the mark of its
    question; and why those that cannot be told are `unclear`.
    """

    slug: str
    code: str
    given: Mapping[int, tuple[str, str]]
    unclear: Mapping[int, str]

    def check(self, slug: str, code: str) -> None:
        """See to it that they are to questions about this code.

        Raises:
            AnswersBelowError: if they are not.
        """
        if self.slug != slug:
            raise AnswersBelowError(f"the answers below the code are to questions about {self.slug}, not {slug}")
        if self.code != fingerprint_of(code):
            raise AnswersBelowError("the code was changed after it was asked about: the answers are to other code")

    def to(self, number: int, question: QuizQuestion) -> str:
        """The answer to a question; nothing if there is none.

        Raises:
            AnswersBelowError: if what was answered is another question, or if it is unclear what
            the answer is.
        """
        if number in self.unclear:
            raise AnswersBelowError(self.unclear[number])
        mark, answer = self.given.get(number, ("", ""))
        if mark and mark != mark_of(question):
            raise AnswersBelowError("it is another question than the one that is asked here of the same code")
        return answer


def code_above(text: str) -> str:
    """The code without the questions below it, the same for all ends of lines.

    Raises:
        AnswersBelowError: if there is code below them: what is asked about has to be all that there
        is.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    begins = BEGINS.search(plain)
    if begins is None:
        return plain.rstrip() + "\n"
    above = plain[: begins.start()]
    for number, line in enumerate(plain[begins.start() :].split("\n"), above.count("\n") + 1):
        if line.strip() and not line.lstrip().startswith("#"):
            raise AnswersBelowError(f"line {number} is code below the questions: move it above them, and ask again")
    return above.rstrip() + "\n"


def answers_below(text: str) -> AnswersBelow | None:
    """The answers below some code; None if no questions are there.

    Raises:
        AnswersBelowError: if the line that they begin with is damaged.
    """
    plain = text.replace("\r\n", "\n")
    if not (begins := BEGINS.search(plain)):
        return None
    first, *lines = plain[begins.start() :].split("\n")
    if not (head := LINE.fullmatch(first)):
        raise AnswersBelowError(f"the line that begins with {HEAD.strip()} is damaged")
    given: dict[int, tuple[str, str]] = {}
    unclear: dict[int, str] = {}
    for line in lines:
        if found := ANSWER.fullmatch(line):
            number, answer = int(found[1]), (found[2].lower(), found[3].strip().strip("\"'"))
            if given.setdefault(number, answer) != answer:
                unclear[number] = "it is answered twice"
        elif nearly := NEARLY.fullmatch(line):
            unclear[int(nearly[1])] = "its line is damaged: it begins with # answer, number, [mark] and a colon"
    return AnswersBelow(head[1], head[2], given, unclear)


def with_questions(text: str, slug: str, questions: Sequence[QuizQuestion], setup: str) -> str:
    """Some code with questions below it, in place of those that were there; `setup` says what lines
    in them need.

    Raises:
        AnswersBelowError: if there is code below the questions, which would be lost.
    """
    code = code_above(text)
    rows = [f"{HEAD}{slug}, code {fingerprint_of(code)} ----", f"# {setup}", f"# {ABOUT}"]
    for number, question in enumerate(questions, 1):
        rows += ["#", *(f"# {line}".rstrip() for line in question_lines(number, question))]
        rows.append(f"# answer {number} [{mark_of(question)}]: ")
    end = "\r\n" if "\r\n" in text else "\n"
    kept = text[: begins.start()] if (begins := BEGINS.search(text)) else text
    return kept.rstrip() + end * 3 + end.join(rows) + end


def fingerprint_of(code: str) -> str:
    """A hash of code without comments and empty lines."""
    return hashlib.sha256(plain_code(code).encode("utf-8", "replace")).hexdigest()[:16]


def mark_of(question: QuizQuestion) -> str:
    """What tells whether a question is the same, as it is shown, wherever its lines stand in the
    code.
    """
    return hashlib.sha256(PLACE.sub("", json.dumps(asked_json(question))).encode()).hexdigest()[:8]
