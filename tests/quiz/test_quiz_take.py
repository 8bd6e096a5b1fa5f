"""A quiz without a terminal: its questions as a file, answers to them, and what is no file of
answers.
"""

import json
import sqlite3
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from grader.quiz.asked_records import AskedChoice
from grader.quiz.attempts import AttemptStore
from grader.quiz.attempts_file import BUSY_SECONDS
from grader.quiz.choose import choose, exercises_named, kinds_named
from grader.quiz.question import QuizQuestion
from grader.quiz.question_kinds import question_kinds
from grader.quiz.written_answers import right_answer

from ..cli.command import Done, grader, process
from ..conftest import bundled
from ..tiers import first_of_each

KINDS = ("numeric", "formula", "choice", "wrong_step")
QUIZ = ("quiz", "sigmoid", "--count", 4, "--kinds", ",".join(KINDS))


@cache
def questions() -> list[QuizQuestion]:
    """Those of `QUIZ`."""
    return choose(exercises_named(bundled(), ["sigmoid"]), kinds_named(question_kinds(), KINDS), 4, 0)


def right() -> dict[str, str]:
    return {question.id: right_answer(question.asked) for question in questions()}


def answered(folder: Path, text: str | bytes, *more: str) -> Done:
    """The quiz with a file of answers."""
    file = folder / "answers.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return grader(*QUIZ, "--answers", file, "--attempts", folder / "kept.sqlite", *more)


def kept(folder: Path) -> int:
    with AttemptStore(folder / "kept.sqlite") as store:
        return len(store.attempts())


def test_without_a_terminal_the_questions_are_a_file_for_answers(tmp_path: Path) -> None:
    shown = process(*QUIZ, HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path))
    assert shown.returncode == 0
    assert tomllib.loads(shown.stdout) == dict.fromkeys(right(), "")
    assert f"grader quiz sigmoid --kinds {','.join(KINDS)} --count 4 --seed 0 --answers FILE" in shown.stdout
    assert not [*tmp_path.iterdir()]  # nothing is kept before there is an answer
    empty = answered(tmp_path, shown.stdout)
    assert empty.returncode == 1
    assert "0 of 4 right, 4 not answered." in empty.stdout
    whole = json.loads(answered(tmp_path, shown.stdout, "--json").stdout)
    told = {one["id"]: (one["answer"], one["right"], one["points"], one["right_answer"]) for one in whole["questions"]}
    assert told == {name: (None, False, 0, answer) for name, answer in right().items()}
    assert all(one["explanation"] for one in whole["questions"])


@pytest.mark.parametrize("form", ["toml", "json"])
def test_all_right(tmp_path: Path, form: str) -> None:
    toml = "".join(f"{json.dumps(name)} = {json.dumps(answer)}\r\n" for name, answer in right().items())
    done = answered(tmp_path, json.dumps(right()) if form == "json" else toml)
    assert done.returncode == 0, done.stderr
    assert "4 of 4 right." in done.stdout
    assert kept(tmp_path) == 4


def test_a_wrong_answer_is_explained_and_counted_by_its_mistake(tmp_path: Path) -> None:
    known = next(q for q in questions() if q.origin.kind == "choice")
    assert isinstance(known.asked, AskedChoice)
    wrong = next(place for place, option in enumerate(known.asked.options) if option.mistake)
    given = right() | {known.id: "abcdef"[wrong]}
    shown = answered(tmp_path, json.dumps(given))
    assert shown.returncode == 1
    assert "Not right." in shown.stdout
    assert "3 of 4 right." in shown.stdout
    assert shown.stdout.count("Mistake: ") == 2  # at the question, and in the summary
    whole = json.loads(answered(tmp_path, json.dumps(given), "--json").stdout)
    assert (whole["schema"], whole["right"], whole["of"]) == ("grader.quiz/1", 3, 4)
    (told,) = [one for one in whole["questions"] if not one["right"]]
    assert (told["id"], told["mistake"]) == (known.id, known.asked.options[wrong].mistake)


def test_answers_come_through_standard_input_too(tmp_path: Path) -> None:
    told = ("--answers", "-", "--attempts", tmp_path / "kept.sqlite")
    command = [sys.executable, "-m", "grader", *map(str, (*QUIZ, *told))]
    done = subprocess.run(command, input=json.dumps(right()), capture_output=True, text=True, check=False, cwd="/")
    assert done.returncode == 0, done.stderr
    assert "4 of 4 right." in done.stdout


def test_questions_as_json_do_not_give_their_keys_away() -> None:
    shown = json.loads(grader(*QUIZ, "--json").stdout)
    assert [one["id"] for one in shown["questions"]] == [*right()]
    assert {"id", "kind", "slug", "prompt", "options", "answer"} == {*shown["questions"][0]}


NUMBER, CHOICE = "A NUMBER", "A CHOICE"  # where the ids of such questions stand
BAD: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("numeric: 1", "is no TOML"),
    "no JSON": ("{", "is no JSON"),
    "a list": ('{"a": [1', "is no JSON"),
    "another quiz": ('"numeric-tanh-1" = "1"', "has answers to another quiz: numeric-tanh-1"),
    "no answer": (f"{NUMBER} = true", f"has for {NUMBER} no answer"),
    "a table": (f"[{NUMBER}]", f"has for {NUMBER} no answer"),
    "nan": (f"{NUMBER} = nan", f"{NUMBER}: write one number"),
    "infinity": (f'{NUMBER} = "1e999"', f"{NUMBER}: this number is too large"),
    "two letters": (f'{CHOICE} = "a b"', "choose one of a to "),
    "a megabyte": (f'{NUMBER} = "{"(" * (1 << 20)}"', "is larger than answers may be: 256 KiB"),
    "brackets": (f"{NUMBER} = {'[' * 5000}", "is nested too deeply"),
    "brackets in JSON": (f'{{"a": {"[" * 100_000}', "is nested too deeply"),
    "long": (f'{NUMBER} = "{"1" * 501}"', "an answer has 500 characters at most"),
    "digits": (f'{{"{NUMBER}": {"1" * 5000}}}', "a number that is too long"),
    "bytes": (b"\xff\xfe\x00", "is not UTF-8 text"),
}


def with_ids(text: str | bytes) -> Any:
    """A text with the ids of questions of the quiz."""
    if isinstance(text, bytes):
        return text
    for stands, kind in ((NUMBER, "numeric"), (CHOICE, "choice")):
        text = text.replace(stands, next(q.id for q in questions() if q.origin.kind == kind))
    return text


@pytest.mark.parametrize("name", first_of_each(lambda name: [NUMBER in BAD[name][1]], BAD))
def test_what_is_no_file_of_answers_gets_a_clear_word_and_costs_nothing(tmp_path: Path, name: str) -> None:
    text, told = map(with_ids, BAD[name])
    done = answered(tmp_path, text)
    assert done.returncode == 2
    assert told in done.stderr
    assert str(tmp_path / "answers.toml") in done.stderr
    assert len(done.stderr) < 1000
    assert kept(tmp_path) == 0


def test_one_answer_that_cannot_be_read_leaves_all_ungraded(tmp_path: Path) -> None:
    done = answered(tmp_path, json.dumps(right() | {with_ids(NUMBER): "one half"}))
    assert done.returncode == 2
    assert "nothing was graded" in done.stderr
    assert kept(tmp_path) == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["sigmoit"], "did you mean sigmoid?"),
        (["sigmoid", "--kinds", "numerik"], "did you mean numeric?"),
        (["sigmoid", "--count", "0"], "0 is not in the range"),
        (["sigmoid", "--kinds", "update"], "there is no question of these kinds about these exercises"),
        (["sigmoid", "--answers", "/nowhere"], "/nowhere does not exist"),
        (["sigmoid", "--answers", "/"], "/ is a folder"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = grader("quiz", *arguments, "--attempts", tmp_path / "kept.sqlite")
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stderr.startswith("Usage: grader quiz [OPTIONS] ")
    assert "quiz take" not in done.stderr


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_text("my essay", encoding="utf-8")
    done = answered(tmp_path, json.dumps(right()))
    assert done.returncode == 3
    assert "was not written by grader quiz" in done.stderr
    assert (tmp_path / "kept.sqlite").read_text(encoding="utf-8") == "my essay"


def test_a_damaged_file_is_kept_under_another_name(tmp_path: Path) -> None:
    assert answered(tmp_path, json.dumps(right())).returncode == 0
    file = tmp_path / "kept.sqlite"
    whole = bytearray(file.read_bytes())
    whole[100:4096] = b"\xff" * 3996
    file.write_bytes(whole)
    done = answered(tmp_path, json.dumps(right()))
    assert done.returncode == 3
    assert f"{file} is damaged" in done.stderr
    assert (tmp_path / "kept.damaged-1.sqlite").read_bytes() == whole
    assert answered(tmp_path, json.dumps(right())).returncode == 0


def test_a_locked_file_is_named(tmp_path: Path) -> None:
    assert BUSY_SECONDS < 0.5  # so that there is a word in under a second
    assert kept(tmp_path) == 0
    other = sqlite3.connect(tmp_path / "kept.sqlite")
    other.execute("begin exclusive")
    done = answered(tmp_path, json.dumps(right()))
    assert done.returncode == 3
    assert f"{tmp_path / 'kept.sqlite'} is used by another program" in done.stderr
    other.close()
    assert answered(tmp_path, json.dumps(right())).returncode == 0


def test_a_word_before_all_others_may_be_an_option() -> None:
    assert grader("quiz", "--count", "1", "sigmoid").stdout.count('= ""') == 1


def test_a_page_to_practise_with_is_written(tmp_path: Path) -> None:
    done = grader(*QUIZ, "--html", tmp_path / "practice.html")
    assert done.returncode == 0
    assert "wrote" in done.stdout
    page = (tmp_path / "practice.html").read_text(encoding="utf-8")
    assert page.count("<form") == 4
    assert grader(*QUIZ, "--html", tmp_path / "practice.pdf").returncode == 2
    both = grader(*QUIZ, "--html", tmp_path / "other.html", "--answers", tmp_path / "none.toml")
    assert both.returncode == 2
    assert not (tmp_path / "other.html").exists()
