"""grader quiz: take a quiz, in a terminal one question after the other, or else by a file of answers."""

import json
import secrets
import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..exercise import Exercise
from .common import Progress, catalogue, readable
from .quiz_common import ATTEMPTS, COUNT, KINDS, NAMES, QuizSubject, kept_attempts, listed_kinds, subject
from .streams import say

if TYPE_CHECKING:
    from ..quiz.attempts import AttemptStore, QuizWanted
    from ..quiz.question import QuizQuestion
    from ..quiz.quiz_attempt import QuizAttempt


@click.command("take")
@NAMES
@COUNT
@click.option("--seed", type=click.IntRange(0), help="What is drawn from. Default: 0, in a terminal another each time.")
@KINDS
@click.option("--review", is_flag=True, help="Ask what you got wrong before and is due.")
@click.option(
    "--answers",
    metavar="FILE",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Grade the answers in FILE, TOML or JSON; - is standard input.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the questions, or with --answers the results.")
@ATTEMPTS
def command(
    names: tuple[str, ...],
    count: int,
    seed: int | None,
    kinds: str,
    review: bool,
    answers: Path | None,
    as_json: bool,
    attempts: Path | None,
) -> int:
    """Take a quiz about the exercises of a SLUG or TOPIC, or about all.

    In a terminal it asks one question after the other, and goes on where you stopped. Without a terminal it prints the
    questions as a file for your answers, which --answers grades.
    """
    from ..quiz.attempts import QuizWanted

    wanted = QuizWanted(names, listed_kinds(kinds), count, seed or 0, review)
    with Progress():
        about = subject(catalogue(), names, wanted.kinds)
    printed = not answers and (as_json or not (sys.stdin.isatty() and sys.stdout.isatty()))
    if printed and not review:  # which needs no attempts
        return _printed(wanted, _drawn(wanted, about), as_json)
    with kept_attempts(attempts) as store:
        if answers:
            return _graded(wanted, about, answers, store, as_json)
        if printed:
            return _printed(wanted, _due(wanted, about, store), as_json)
        return _taken(wanted, seed is None, about, store)


def _questions(wanted: "QuizWanted", about: QuizSubject, store: "AttemptStore") -> "list[QuizQuestion]":
    """The questions of a new quiz; none if it is a review and nothing is due."""
    return _due(wanted, about, store) if wanted.review else _drawn(wanted, about)


def _drawn(wanted: "QuizWanted", about: QuizSubject) -> "list[QuizQuestion]":
    """Questions from a seed.

    Raises:
        click.UsageError: if there are none.
    """
    from ..quiz.choose import choose

    with Progress() as progress:
        progress.stage = "making the questions"
        found = choose([*about.exercises.values()], about.kinds, wanted.count, wanted.seed)
    if not found:
        raise click.UsageError("there is no question of these kinds about these exercises")
    return found


def _due(wanted: "QuizWanted", about: QuizSubject, store: "AttemptStore") -> "list[QuizQuestion]":
    """What was got wrong and is due; if nothing is, it is said when something will be."""
    from ..quiz.due_cards import review_cards, review_questions

    now = datetime.now(UTC)
    cards = [
        card
        for card in review_cards(attempt for _, attempt in store.attempts())
        if card.slug in about.exercises and card.kind in about.kinds
    ]
    with Progress() as progress:
        progress.stage = "making the questions"
        due = review_questions((c for c in cards if c.due <= now), about.exercises, about.kinds, wanted.seed)
        found = list(islice(due, wanted.count))
    if not found:
        later = next((card for card in cards if card.due > now), None)
        after = f"; {later.slug} ({later.kind}) is {later.due.astimezone():on %Y-%m-%d at %H:%M}" if later else ""
        say(f"nothing is due for review now{after}", err=True)
    return found


def _printed(wanted: "QuizWanted", questions: "list[QuizQuestion]", as_json: bool) -> int:
    from ..quiz.answer_sheet import answer_sheet, asked_json

    if as_json:
        shown = {"seed": wanted.seed, "questions": [asked_json(question) for question in questions]}
        click.echo(json.dumps(shown, indent=2, ensure_ascii=False, allow_nan=False))
    elif questions:
        click.echo(answer_sheet(questions, _call(wanted)), nl=False)
    return 0


def _call(wanted: "QuizWanted") -> str:
    """The command that asks for the same quiz again."""
    kinds = ("--kinds", ",".join(wanted.kinds)) if wanted.kinds else ()
    review = ("--review",) if wanted.review else ()
    numbers = ("--count", str(wanted.count), "--seed", str(wanted.seed))
    return shlex.join(("grader", "quiz", *wanted.names, *kinds, *numbers, *review))


def _graded(wanted: "QuizWanted", about: QuizSubject, file: Path, store: "AttemptStore", as_json: bool) -> int:
    """Grade a file of answers: all of it, or nothing if there is one that cannot be read."""
    from ..quiz.answers_file import AnswersError, check_ids, read_answers
    from ..quiz.quiz_results import QuizResults, results_json
    from .quiz_screen import QuizScreen, console

    data = _data(file)
    try:
        answers = read_answers(data)
        questions = {question.id: question for question in _questions(wanted, about, store)}
        check_ids(answers, questions)
    except AnswersError as error:
        raise click.UsageError(f"{file} {error}") from None
    attempts = _attempts(file, answers, questions, about.exercises)
    _keep(wanted, attempts, store)
    results = QuizResults([*questions.values()], {attempt.question.id: attempt for attempt in attempts})
    if as_json:
        click.echo(json.dumps(results_json(results), indent=2, ensure_ascii=False, allow_nan=False))
    else:
        screen = QuizScreen(console())
        for number, (name, question) in enumerate(questions.items(), 1):
            screen.question(f"{number} of {len(questions)}: {question.origin.slug}", question)
            if name in results.attempts:
                screen.note(f"Your answer: {answers[name]}")
                screen.mark(results.attempts[name])
            else:
                screen.note("Not answered.")
        screen.summary(results)
    return 0 if results.all_right else 1


def _attempts(
    file: Path, answers: Mapping[str, str], questions: "Mapping[str, QuizQuestion]", exercises: Mapping[str, Exercise]
) -> "list[QuizAttempt]":
    """Answers with their marks.

    Raises:
        click.UsageError: if any cannot be read, with why for each of these.
    """
    from ..quiz.grading import graded
    from ..quiz.quiz_attempt import QuizAttempt
    from ..quiz.written_answers import UnreadableAnswer

    found, unread = [], []
    for name, answer in answers.items():
        question = questions[name]
        try:
            mark = graded(question, answer, exercises.get(question.origin.slug))
            found.append(QuizAttempt(question, answer.strip(), mark, 0, datetime.now(UTC)))
        except UnreadableAnswer as error:
            unread.append(f"{file}, {name}: {error}")
    if unread:
        raise click.UsageError("\n".join([*unread, "nothing was graded, and nothing is lost"]))
    return found


def _keep(wanted: "QuizWanted", attempts: "list[QuizAttempt]", store: "AttemptStore") -> None:
    """Keep the answers of a file as a quiz of these questions alone, so that nothing of it is left open."""
    if attempts:
        quiz = store.begin(wanted, [attempt.question for attempt in attempts], datetime.now(UTC))
        for at, attempt in zip(store.questions(quiz), attempts, strict=True):
            store.keep(at, attempt)


def _data(file: Path) -> bytes:
    """What a file of answers holds, read no farther than is needed to see that it is too large."""
    from ..quiz.answers_file import LARGEST

    if str(file) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    readable(file)
    with file.open("rb") as stream:
        return stream.read(LARGEST + 1)


def _taken(wanted: "QuizWanted", any_seed: bool, about: QuizSubject, store: "AttemptStore") -> int:
    """Take a quiz in the terminal, or go on with one that was asked for in the same words."""
    from prompt_toolkit import PromptSession

    from ..quiz.choose import LARGEST_SEED
    from .quiz_interview import Interview
    from .quiz_screen import QuizScreen, console

    screen = QuizScreen(console())
    quiz = store.unfinished(wanted, any_seed)
    if quiz is None:
        drawn = replace(wanted, seed=secrets.randbelow(LARGEST_SEED)) if any_seed else wanted
        questions = _questions(drawn, about, store)
        if not questions:
            return 0
        quiz = store.begin(drawn, questions, datetime.now(UTC))
    else:
        screen.note("This goes on with the quiz that you began before; --seed begins another.")
    session = PromptSession[str](reserve_space_for_menu=0)  # or it scrolls
    results = Interview(screen, session.prompt, store, about.exercises).take(quiz)
    screen.summary(results)
    return 0 if results.all_right else 1
