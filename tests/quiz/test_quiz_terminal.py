"""A quiz in a real terminal of 40 columns: it asks, Ctrl-C ends it, and the same command goes
on.
"""

from itertools import count
from pathlib import Path

from grader.quiz.attempts import AttemptStore
from grader.quiz.choose import choose, exercises_named, kinds_named
from grader.quiz.question_kinds import question_kinds

from ..conftest import bundled
from ..terminal import Terminal

PROMPT = b"\x1b[?2004h"  # it takes pasted text from here on: it waits for an answer


def with_a_hint() -> int:
    """A seed whose first question has a hint."""
    exercises, kinds = exercises_named(bundled(), ["sigmoid"]), kinds_named(question_kinds(), ["numeric"])
    return next(seed for seed in count() if choose(exercises, kinds, 2, seed)[0].hints)


def test_it_asks_and_goes_on_after_ctrl_c(tmp_path: Path) -> None:
    asked = ("quiz", "sigmoid", "--count", "2", "--kinds", "numeric", "--seed", str(with_a_hint()))
    quiz = (*asked, "--attempts", str(tmp_path / "kept.sqlite"))
    first = Terminal(*quiz)
    first.until(PROMPT)
    first.type(b"?\r")
    first.until(b"Hint 1")
    first.type(b"!\r")
    first.until(b"2 of 2")
    first.until(PROMPT)
    first.type(b"\x03")
    assert first.end() == 130
    assert "1 of 2 answered, and kept." in first.text
    with AttemptStore(tmp_path / "kept.sqlite") as store:
        assert len(store.attempts()) == 1

    second = Terminal(*quiz)
    second.until(PROMPT)
    assert "goes on with the quiz that you began before" in second.text
    second.type(b"nan\r!\r")
    assert second.end() == 1
    assert "Not read, which costs nothing" in second.text
    assert "0 of 2 right." in second.text
