"""A quiz with a person: what is shown, what costs nothing, and that nothing is lost however it
ends.
"""

import io
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rich.console import Console

from grader.cli.quiz_interview import Interview
from grader.cli.quiz_screen import QuizScreen
from grader.quiz.asked_records import Asked, AskedFormula
from grader.quiz.attempts import AttemptStore, QuizWanted
from grader.quiz.parts import Snippet, TypesetFormula, Words
from grader.quiz.question import QuizQuestion
from grader.quiz.quiz_results import QuizResults
from grader.quiz.written_answers import right_answer

from .made import ALL, CHOICE, NUMBER, ORDER, SEVERAL, question
from .taking import NOON, RIGHT, attempt, exercise

WANTED = QuizWanted(("sigmoid",), (), 3, 7)
SLOPE = "exp(-x)/(1+exp(-x))^2"
FORMULA = AskedFormula("sigmoid", "gradient", "x", TypesetFormula(SLOPE, "", "<math/>"))
Typed = str | type[BaseException] | Callable[[], str]


@dataclass
class Sitting:
    """A person who types what is in a list, and at the end of it ends the input."""

    store: AttemptStore
    quiz: int
    out: io.StringIO

    def take(self, *typed: Typed, known: Sequence[str] = ("sigmoid",)) -> QuizResults:
        left = iter(typed)

        def ask(_text: str) -> str:
            given = next(left, EOFError)
            if isinstance(given, type):
                raise given
            return given if isinstance(given, str) else given()

        screen = QuizScreen(Console(file=self.out, width=40, color_system=None))
        return Interview(screen, ask, self.store, {slug: exercise(slug) for slug in known}).take(self.quiz)

    @property
    def shown(self) -> str:
        """All that was shown, as one line."""
        return " ".join(self.out.getvalue().split())


@contextmanager
def sitting(folder: Path, *questions: QuizQuestion) -> Iterator[Sitting]:
    with AttemptStore(folder / "kept.sqlite") as store:
        yield Sitting(store, store.begin(WANTED, questions, NOON), io.StringIO())


def numbered(*asked: QuizQuestion) -> list[QuizQuestion]:
    """Questions that all have another seed, as in a quiz."""
    return [replace(q, origin=replace(q.origin, seed=seed)) for seed, q in enumerate(asked)]


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Sitting]:
    with sitting(tmp_path, *numbered(question(NUMBER), question(CHOICE), question(FORMULA))) as begun:
        yield begun


def test_all_kinds_of_answers_are_taken(tmp_path: Path) -> None:
    every: tuple[Asked, ...] = (*ALL[:-1], FORMULA)
    questions = numbered(*(question(asked) for asked in every))
    with sitting(tmp_path, *questions) as begun:
        results = begun.take(*(right_answer(q.asked) for q in questions), "")
    assert [results.attempts[q.id].mark.right for q in questions] == [True] * len(every)
    assert results.all_right


def test_what_is_wrong_is_explained_with_the_right_answer_and_its_mistake(three: Sitting) -> None:
    results = three.take("0.5")
    assert "Not right. Mistake: value That is the value. The right answer: 1/4 It is that." in three.shown
    assert [*results.mistakes()] == ["value"]


def test_right_and_wrong_are_said_once(three: Sitting) -> None:
    three.take("7", "c")
    assert "Not right. The right answer: 1/4 It is that." in three.shown
    assert "That is not right." not in three.shown


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_a_hint_counts_if_the_quiz_is_stopped_after_it(three: Sitting, stop: type[BaseException]) -> None:
    with suppress(KeyboardInterrupt):
        three.take("?", stop)
    (given,) = three.take("1/4").attempts.values()
    assert given.hints == 1
    assert three.shown.count("Hint 1 of 1: Look at 0.") == 2  # it is shown again, for nothing


@pytest.mark.parametrize(
    ("asked", "told"),
    [(CHOICE, "a) s*(1 - s)"), (SEVERAL, "a) s*(1 - s) d) s - s^2"), (ORDER, "c) first a) then b) last")],
)
def test_letters_that_are_right_come_with_what_they_stand_for(tmp_path: Path, asked: Asked, told: str) -> None:
    with sitting(tmp_path, question(asked)) as begun:
        begun.take("!")
    assert f"The right answer: {told} It is that." in begun.shown


@pytest.mark.parametrize(("answers", "told"), [(("7",), "Not right: "), (("7", "b"), "Also not right: ")])
def test_the_summary_lists_what_shows_no_mistake(three: Sitting, answers: Sequence[str], told: str) -> None:
    out = io.StringIO()
    QuizScreen(Console(file=out, width=40, color_system=None)).summary(three.take(*answers))
    assert f"{told}sigmoid (numeric)" in out.getvalue().splitlines()


def test_code_is_not_broken_in_the_midst_of_a_sentence(tmp_path: Path) -> None:
    code = "f(torch.tensor([1.0, 2.0]))"
    prompt = (Words("In this quiz, what does your"), Snippet(code), Words("give?"))
    with sitting(tmp_path, replace(question(NUMBER), prompt=prompt)) as begun:
        begun.take()
    assert code in begun.out.getvalue().splitlines()


def test_a_hint_is_kept_before_it_is_shown(three: Sitting) -> None:
    with closing(sqlite3.connect(three.store.path)) as other:
        other.execute("begin immediate")

        def unlocks() -> str:
            other.rollback()
            return ""

        (given,) = three.take("?", unlocks, "1/4").attempts.values()
    assert "is used by another program" in three.shown
    assert given.hints == 1


def test_hints_come_one_by_one_and_are_counted(three: Sitting) -> None:
    results = three.take("?", " ? ", "1/4")
    assert three.shown.count("Hint 1 of 1: Look at 0.") == 1
    assert "There is no other hint." in three.shown
    (given,) = results.attempts.values()
    assert (given.hints, given.answer) == (1, "1/4")


def test_one_who_does_not_know_goes_on(three: Sitting) -> None:
    results = three.take("!", "a")
    assert "The right answer: 1/4" in three.shown
    assert [a.answer for a in results.attempts.values()] == ["", "a"]


@pytest.mark.parametrize("text", ["nan", "", "b", "9**9**9**9", "__import__('os')", "(" * (1 << 20), "\x1b[2J", "1/0"])
def test_what_cannot_be_read_costs_nothing(three: Sitting, text: str) -> None:
    results = three.take(text, text, "1/4")
    assert results.right == 1
    assert "\x1b" not in three.out.getvalue()
    assert len(three.out.getvalue()) < 2000


@pytest.mark.parametrize(
    "text", ["9**9**9**9", "__import__('os').x", "(" * (1 << 20), "(" * 400, "\N{CYRILLIC SMALL LETTER HA}", r"\frac{1"]
)
def test_no_formula_costs_nothing(tmp_path: Path, text: str) -> None:
    with sitting(tmp_path, question(FORMULA)) as begun:
        assert not begun.take(text).attempts
        assert "Not read, which costs nothing:" in begun.shown
        assert begun.take(SLOPE, "").all_right


def test_a_formula_is_shown_before_it_is_graded_and_may_be_typed_anew(tmp_path: Path) -> None:
    with sitting(tmp_path, question(FORMULA)) as begun:
        results = begun.take("1/x^2", "nonsense(", SLOPE, "")
    assert begun.shown.index("Understood as: 1/x^2") < begun.shown.index("Understood as: exp(-x)")
    (given,) = results.attempts.values()
    assert given.mark.right
    assert given.answer == SLOPE


@pytest.mark.parametrize("how", [EOFError, KeyboardInterrupt])
@pytest.mark.parametrize(("typed", "kept"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_an_end_at_any_time_loses_nothing(three: Sitting, how: type[BaseException], typed: int, kept: int) -> None:
    answers = ["1/4", "?", "a", SLOPE, ""]
    if how is EOFError or kept == 3:
        assert len(three.take(*answers[:typed], how).attempts) == kept
    else:
        with pytest.raises(KeyboardInterrupt):
            three.take(*answers[:typed], how)
    assert ("and kept. The same command goes on with the rest." in three.shown) == (kept < 3)
    left = answers[{0: 0, 1: 1, 2: 3, 3: 5}[kept] :]
    assert three.take(*left).all_right


def test_an_interrupt_while_a_formula_is_looked_at_keeps_what_was_before(three: Sitting) -> None:
    with pytest.raises(KeyboardInterrupt):
        three.take("1/4", "a", "1/x", KeyboardInterrupt)
    assert "2 of 3 answered, and kept. The same command goes on with the rest." in three.shown
    assert three.take("1/x", "").right == 2


def test_two_windows_share_a_quiz(three: Sitting) -> None:
    def meanwhile() -> str:
        with AttemptStore(three.store.path) as other:
            for at, asked in other.questions(three.quiz).items():
                assert at.place == 2 or other.keep(at, attempt(asked, RIGHT))
        return "0"

    results = three.take(meanwhile, "!")
    assert "answered in another window meanwhile; that answer stays" in three.shown
    assert [a.mark.right for a in results.attempts.values()] == [True, True, False]


def test_a_file_that_is_locked_meanwhile_gets_the_answer_later(
    three: Sitting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    three.store._db.execute("pragma busy_timeout = 0")
    other = sqlite3.connect(tmp_path / "kept.sqlite", isolation_level=None)

    def locks() -> str:
        other.execute("begin immediate")
        return "1/4"

    def unlocks() -> str:
        other.execute("rollback")
        return ""

    assert three.take(locks, "", unlocks).right == 1
    assert three.shown.count("is used by another program") == 2


def test_a_formula_of_an_exercise_that_is_gone_is_left_out(three: Sitting) -> None:
    results = three.take("1/4", "a", known=())
    assert "Left out: the exercise sigmoid is not there any more." in three.shown
    assert results.all_right
    assert len(results.questions) == 2


def test_forty_columns_are_enough(tmp_path: Path) -> None:
    with sitting(tmp_path, *numbered(*map(question, ALL))) as begun:
        begun.take("?", "!", "?", "!", "!", "!", "!", "x/x", "")
    assert max(map(len, begun.out.getvalue().splitlines())) <= 40
    assert re.search(r"^ a\) s\*\(1 - s\)", begun.out.getvalue(), re.M)
