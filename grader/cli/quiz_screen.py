"""What a quiz shows: questions, hints, marks and the summary, in the width that there is."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..quiz.asked_lines import inline, labelled
from ..quiz.asked_records import Asked, AskedChoice, AskedOrder
from ..quiz.grading import RIGHT as RIGHT_WORDS
from ..quiz.grading import WRONG as WRONG_WORDS
from ..quiz.parts import FormulaLines, Part, Parts, Picture, Snippet, TypesetFormula, plain_text
from ..quiz.question import QuizQuestion
from ..quiz.quiz_attempt import QuizAttempt
from ..quiz.quiz_results import QuizResults, mistake_words
from ..quiz.written_answers import right_answer
from ..report.harmless import harmless

FORMULA, CODE, RIGHT, WRONG, ASIDE = "bold", "cyan", "bold green", "bold red", "italic"


class QuizScreen:
    """Shows what is of a quiz on a console."""

    def __init__(self, out: Console) -> None:
        self._out = out

    def question(self, title: str, question: QuizQuestion) -> None:
        self._out.print(Rule(Text(harmless(title)), align="left", style="dim"))
        self._out.print(drawn(question.prompt))
        self._listed(labelled(question.asked))

    def hint(self, number: int, of: int, hint: Parts) -> None:
        self._out.print(Text(f"Hint {number} of {of}: ", ASIDE) + drawn(hint))

    def understood(self, formula: TypesetFormula) -> None:
        self._out.print(Text("Understood as: ") + drawn((formula,)))

    def note(self, text: str) -> None:
        self._out.print(Text(harmless(text)))

    def mark(self, attempt: QuizAttempt) -> None:
        """What an answer is worth, the right answer if it was wrong, and the explanation."""
        question, mark = attempt.question, attempt.mark
        self._out.print(Text("Right. ", RIGHT) if mark.right else Text("Not right. ", WRONG))
        if mark.mistake:
            self._out.print(Text(f"Mistake: {mistake_words(mark.mistake)}", WRONG))
        if mark.feedback not in (RIGHT_WORDS, WRONG_WORDS):
            self._out.print(drawn(mark.feedback))
        if not mark.right:
            self._key(question.asked)
        if question.explanation and plain_text(question.explanation) != plain_text(mark.feedback):
            self._out.print(drawn(question.explanation))
        self._out.print()

    def summary(self, results: QuizResults) -> None:
        """How many are right, and the mistakes that were made, each with what is said of it."""
        self._out.print(Rule(style="dim"))
        of, answered = len(results.questions), len(results.attempts)
        left = f", {of - answered} not answered" if answered < of else ""
        self._out.print(Text(f"{results.right} of {of} right{left}.", RIGHT if results.all_right else ""))
        for mistake, attempts in results.mistakes().items():
            slugs = ", ".join(dict.fromkeys(attempt.question.origin.slug for attempt in attempts))
            times = f" ({len(attempts)} times)" if len(attempts) > 1 else ""
            self._out.print(Text(harmless(f"Mistake: {mistake_words(mistake)}{times}, in {slugs}"), WRONG))
            self._out.print(Padding(drawn(attempts[0].mark.feedback), (0, 0, 0, 2)))
        others = [a.question.origin for a in results.attempts.values() if not a.mark.right and not a.mark.mistake]
        if others:
            listed = ", ".join(dict.fromkeys(f"{origin.slug} ({origin.kind})" for origin in others))
            self._out.print(Text(harmless(f"{'Also not' if results.mistakes() else 'Not'} right: {listed}")))

    def _key(self, asked: Asked) -> None:
        """The right answer; of letters what they stand for as well."""
        key, items = right_answer(asked), dict(labelled(asked))
        match asked:
            case AskedChoice(several=False):
                self._out.print(Text(f"The right answer: {key}) ") + drawn(items[key]))
            case AskedChoice() | AskedOrder():
                self._out.print(Text("The right answer:"))
                self._listed((label, items[label]) for label in key.split())
            case _:
                self._out.print(Text(harmless(f"The right answer: {key}")))

    def _listed(self, items: Iterable[tuple[str, Parts]]) -> None:
        grid = Table.grid(padding=(0, 1))
        grid.add_column()
        grid.add_column(overflow="fold")
        for label, parts in items:
            grid.add_row(f" {label})", drawn(parts))
        if grid.row_count:
            self._out.print(grid)


def drawn(parts: Parts) -> Text:
    """Parts as text with styles; a picture is told in words."""
    return Text("", overflow="fold").join(_piece(part) for part in parts)


def _piece(part: Part) -> Text:
    formulas = TypesetFormula | FormulaLines
    style = FORMULA if isinstance(part, formulas) else CODE if isinstance(part, Snippet) else ""
    text = inline(part) if isinstance(part, Snippet) else plain_text((part,))
    return Text(harmless(text), ASIDE if isinstance(part, Picture) else style)
