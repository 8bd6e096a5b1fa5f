"""Statistics of quizzes: which mistakes are made, which options nobody chooses, and which questions
are upside down.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.quiz.attempts import AttemptStore, QuizWanted
from grader.quiz.question import QuizMark, QuizQuestion
from grader.quiz.quiz_attempt import QuizAttempt, attempt_line
from grader.quiz.quiz_statistics import FEWEST_SHOWN, ClassHalves, OptionUse, by_kind, question_uses

from ..cli.command import grader
from .made import CHOICE, NUMBER, question
from .taking import NOON, RIGHT, WRONG, attempt

STEEPER = QuizMark(False, 0.0, mistake="slope_one")


def about(slug: str, kind: str = "choice", seed: int = 0) -> QuizQuestion:
    made = question(NUMBER if kind == "numeric" else CHOICE)
    return replace(made, origin=replace(made.origin, kind=kind, slug=slug, seed=seed))


def test_mistakes_are_counted_by_kind_and_exercise() -> None:
    people = [
        [attempt(about("tanh"), STEEPER, answer="b"), attempt(about("tanh", "numeric"), WRONG)],
        [attempt(about("tanh", seed=1), STEEPER, answer="b"), attempt(about("relu"), RIGHT)],
        [],
    ]
    uses = question_uses(people)
    assert [(u.kind, u.slug, u.answers, u.right, dict(u.mistakes)) for u in uses] == [
        ("choice", "relu", 1, 1, {}),
        ("choice", "tanh", 2, 0, {"slope_one": 2}),
        ("numeric", "tanh", 1, 0, {}),
    ]
    assert by_kind(uses) == {"choice": (3, 1, {"slope_one": 2}), "numeric": (1, 0, {})}


def test_the_first_answer_of_a_person_to_a_question_counts() -> None:
    once = [attempt(about("tanh"), RIGHT, 2), attempt(about("tanh"), STEEPER, 1, "b")]
    (use,) = question_uses([once])
    assert (use.answers, use.right) == (1, 0)
    (use,) = question_uses([once[:1], once[1:]])
    assert (use.answers, use.right) == (2, 1)


@pytest.mark.parametrize(("times", "unused"), [(9, False), (10, True)])
def test_an_option_that_nobody_chooses_is_seen_once_it_was_shown_often(times: int, unused: bool) -> None:
    (use,) = question_uses([[attempt(about("tanh"), STEEPER, answer="b")] for _ in range(times)])
    assert use.options == (
        OptionUse("s*(1 - s)", right=True, shown=times, chosen=0),
        OptionUse("slope one", right=False, shown=times, chosen=times),
        OptionUse("0", right=False, shown=times, chosen=0),
    )
    assert [option.unused for option in use.options] == [False, False, unused]


def person(good: bool, here: bool) -> list[QuizAttempt]:
    """Somebody who knows the rest or does not, and answers the question that is looked at rightly
    or wrongly.
    """
    rest = [attempt(about("relu", seed=n), RIGHT if good else WRONG) for n in range(3)]
    return [*rest, attempt(about("tanh"), RIGHT if here else STEEPER, answer="a" if here else "b")]


def test_a_question_that_the_better_half_gets_wrong_is_flagged() -> None:
    people = [person(good=n < 3, here=n >= 3) for n in range(6)]
    relu, tanh = question_uses(people)
    assert tanh.halves == ClassHalves(3, 3, 0)
    assert tanh.halves.upside_down
    assert question_uses([person(good=n < 3, here=n < 3) for n in range(6)])[1].halves == ClassHalves(3, 0, 3)
    assert not question_uses(people[1:5])[1].halves.upside_down  # too few to say
    assert relu.halves.size == 3


def test_a_class_by_the_command(tmp_path: Path) -> None:
    for n in range(6):
        lines = map(
            attempt_line, person(good=n < 3, here=n >= 3) + [attempt(about("elu"), WRONG, answer="c")] * (n > 3)
        )
        (tmp_path / f"{n}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    files = sorted(tmp_path.iterdir())
    shown = grader("quiz", "stats", *files, files[0])  # one of them twice
    assert shown.returncode == 0, shown.stderr
    assert "answers of 6 people" in shown.stdout
    assert "choice: 12 of 26 right; slope one 3\n" in shown.stdout
    assert "  tanh: 3 of 6 right; slope one 3\n" in shown.stdout
    assert "    look at this question: 3 of the better 3 got it wrong, 0 of the other 3\n" in shown.stdout
    assert "  relu: 9 of 18 right\n    nobody chose: slope one (shown 18 times)\n" in shown.stdout


def test_ones_own_answers_are_written_and_read_again(tmp_path: Path) -> None:
    kept, file = tmp_path / "kept.sqlite", tmp_path / "mine.jsonl"
    assert grader("quiz", "stats", "--attempts", kept).stdout == "no answers yet\n"
    with AttemptStore(kept) as store:
        quiz = store.begin(QuizWanted((), (), 1, 0), [about("tanh")], NOON)
        for at, asked in store.questions(quiz).items():
            store.keep(at, attempt(asked, STEEPER, answer="b"))
    written = grader("quiz", "stats", "--attempts", kept, "--export", file)
    assert (written.returncode, written.stdout) == (0, "")
    assert json.loads(file.read_text(encoding="utf-8"))["mark"]["mistake"] == "slope_one"
    assert grader("quiz", "stats", file).stdout == grader("quiz", "stats", "--attempts", kept).stdout


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xff", "is not UTF-8 text"),
        (b"{}", "answer 1: an attempt says"),
        (attempt_line(attempt(about("tanh"), RIGHT)).encode() + b"\nnone\n", "answer 2: an attempt is JSON"),
        (b"[" * 100_000, "answer 1: an attempt is JSON"),
    ],
)
def test_what_is_no_file_of_a_persons_answers_is_named(tmp_path: Path, data: bytes, told: str) -> None:
    (tmp_path / "hers.jsonl").write_bytes(data)
    done = grader("quiz", "stats", tmp_path / "hers.jsonl")
    assert done.returncode == 2
    assert "hers.jsonl" in done.stderr
    assert told in done.stderr


def test_statistics_as_json(tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.jsonl" for number in range(FEWEST_SHOWN)]
    for number, file in enumerate(files):
        mark, answer = (STEEPER, "b") if number % 2 else (RIGHT, "a")
        given = [attempt(about("tanh"), mark, answer=answer), attempt(about("sigmoid"), RIGHT)]
        file.write_text("".join(f"{attempt_line(one)}\n" for one in given), encoding="utf-8")
    told = json.loads(grader("quiz", "stats", "--json", *files).stdout)
    assert (told["schema"], told["people"]) == ("grader.quiz_statistics/1", FEWEST_SHOWN)
    assert told["kinds"] == [{"kind": "choice", "answers": 20, "right": 15, "mistakes": {"slope_one": 5}}]
    sigmoid, tanh = told["questions"]
    assert (sigmoid["slug"], tanh["slug"], tanh["kind"], tanh["right"]) == ("sigmoid", "tanh", "choice", 5)
    assert [o["unused"] for o in tanh["options"]] == [False, False, True]
    halves = tanh["halves"]
    assert (halves["size"], halves["better_wrong"] + halves["others_wrong"]) == (5, 5)
    assert halves["upside_down"] == (halves["better_wrong"] > halves["others_wrong"])
    empty = json.loads(grader("quiz", "stats", "--json", "--attempts", tmp_path / "kept").stdout)
    assert empty == {"schema": "grader.quiz_statistics/1", "people": 1, "kinds": [], "questions": []}
    assert "give one of them" in grader("quiz", "stats", "--json", "--export", tmp_path / "a").stderr


def test_wrong_usage(tmp_path: Path) -> None:
    assert "does not exist" in grader("quiz", "stats", tmp_path / "nothing").stderr
    assert "give one of them" in grader("quiz", "stats", tmp_path, "--export", tmp_path / "a").stderr
    done = grader("quiz", "stats", "--attempts", tmp_path / "kept", "--export", tmp_path / "no" / "where")
    assert done.returncode == 3
    assert "cannot be written" in done.stderr
