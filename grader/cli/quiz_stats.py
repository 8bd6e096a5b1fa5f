"""grader quiz stats: which mistakes are made, and which questions are no good ones."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .common import readable
from .quiz_common import ATTEMPTS, echo_json, kept_attempts
from .streams import say

if TYPE_CHECKING:
    from ..quiz.quiz_attempt import QuizAttempt
    from ..quiz.quiz_statistics import QuestionUse

LARGEST_FILE = 1 << 26  # bytes


@click.command("stats")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--export", metavar="FILE", type=click.Path(path_type=Path), help="Write your own answers to a file.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@ATTEMPTS
def command(files: tuple[Path, ...], export: Path | None, as_json: bool, attempts: Path | None) -> int:
    """Show how often which mistake was made: in your own answers, or in those of a class, whose
    FILES are one a person.

    A student writes such a file with --export: a line of JSON for each answer.
    """
    from ..quiz.quiz_statistics import question_uses, statistics_json

    if export and as_json:
        raise click.UsageError("--export writes answers into a file, --json prints statistics: give one of them")
    if export and files:
        raise click.UsageError("--export writes your own answers, FILES are those of others: give one of them")
    if files:
        people = [_read(file) for file in dict.fromkeys(file.resolve() for file in files)]
    else:
        with kept_attempts(attempts) as store:
            people = [[attempt for _, attempt in store.attempts()]]
    if export:
        _write(export, people[0])
        return 0
    uses = question_uses(people)
    if as_json:
        echo_json(statistics_json(uses, len(people)))
        return 0
    for line in _lines(uses, len(people)):
        say(line)
    return 0


def _read(file: Path) -> "list[QuizAttempt]":
    """The attempts in a file.

    Raises:
        click.UsageError: if it is no such file, with the line that is none.
    """
    from ..quiz.question_json import Damaged
    from ..quiz.quiz_attempt import attempt_of

    readable(file)
    if file.stat().st_size > LARGEST_FILE:
        raise click.UsageError(f"{file} is larger than answers may be: {LARGEST_FILE >> 20} MiB")
    found: list[QuizAttempt] = []
    try:
        for line in filter(str.strip, file.read_text(encoding="utf-8").split("\n")):
            found.append(attempt_of(line))  # noqa: PERF401 - how many were read is told if one is damaged
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not UTF-8 text") from None
    except Damaged as error:
        raise click.UsageError(f"{file}, answer {len(found) + 1}: {error}; write it anew with --export") from None
    return found


def _write(file: Path, attempts: "Iterable[QuizAttempt]") -> None:
    from ..quiz.quiz_attempt import attempt_line
    from ..report import file as files

    lines = [attempt_line(attempt) for attempt in attempts]
    try:
        files.write("".join(f"{line}\n" for line in lines).encode(), file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}") from None
    say(f"{len(lines)} answers written to {file}", err=True)


def _lines(uses: "list[QuestionUse]", people: int) -> Iterator[str]:
    """The statistics: each kind, and then each exercise of it."""
    from ..quiz.quiz_statistics import by_kind

    if not uses:
        yield "no answers yet"
        return
    yield f"answers of {people} {'person' if people == 1 else 'people'}"
    for kind, (answers, right, mistakes) in by_kind(uses).items():
        yield ""
        yield f"{kind}: {_share(right, answers)}{_listed(mistakes)}"
        for use in uses:
            if use.kind == kind:
                yield from _told(use)


def _told(use: "QuestionUse") -> Iterator[str]:
    yield f"  {use.slug}: {_share(use.right, use.answers)}{_listed(use.mistakes)}"
    for option in use.options:
        if option.unused:
            yield f"    nobody chose: {option.name} (shown {option.shown} times)"
    half = use.halves
    if half.upside_down:
        wrong = (
            f"{half.better_wrong} of the better {half.size} got it wrong, {half.others_wrong} of the other {half.size}"
        )
        yield f"    look at this question: {wrong}"


def _share(right: int, answers: int) -> str:
    return f"{right} of {answers} right"


def _listed(mistakes: Mapping[str, int]) -> str:
    from ..quiz.quiz_results import mistake_words

    return "".join(f"; {mistake_words(mistake)} {count}" for mistake, count in mistakes.items())
