"""Answers to questions about the code that is handed in, graded by questions that are made from it
again.
"""

import re
from collections.abc import Callable
from functools import cache

import pytest

from grader.assignment import OwnCodeAsked
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.answers.own_code_runs import OwnCodeRuns, TooSlow
from grader.judge.plan import Plan, Planned
from grader.limit_settings import Limits
from grader.quiz.answers_below import HEAD, code_above, fingerprint_of, with_questions
from grader.quiz.own_code_questions import own_code_questions
from grader.quiz.written_answers import right_answer
from grader.report.model import CheckResult, Report

from ..conftest import bundled, workers
from ..quiz.own_code import model

ASKED = OwnCodeAsked(2, 20)


@cache
def plan(slug: str) -> Planned:
    exercises = {s: entry.exercise for s, entry in bundled().entries.items()}
    return Plan(exercise=exercises[slug], dtypes=("float32",), asked=ASKED).work_out()


@cache
def filled(slug: str) -> str:
    """The model solution with questions below it that are all answered rightly."""
    exercise, code = bundled().entries[slug].exercise, code_above(model(slug))
    runner = OwnCodeRuns(exercise, lambda: workers().session(Limits()), 60.0)
    questions = own_code_questions(exercise, code, runner, 0)[: ASKED.count]
    keys = iter([right_answer(q.asked) for q in questions])
    return re.sub(r"(?m)^(# answer .*: )$", lambda m: m[1] + next(keys), with_questions(code, slug, questions, "-"))


def report(slug: str, text: str) -> Report:
    with workers().session(Limits()) as session:
        return grade.grade_data(plan(slug), f"{slug}.py", text.encode(), Attempt(session))


def questions_check(slug: str, text: str) -> CheckResult:
    (found,) = [check for check in report(slug, text).checks if check.name == "questions"]
    return found


def answer(number: int, given: str) -> Callable[[str], str]:
    return lambda text: re.sub(rf"(?m)^(# answer {number} \[\w+\]: ).*$", rf"\g<1>{given}", text)


def once_more(text: str) -> str:
    return text.replace("import torch\n", "import torch\n\nx = 1\n", 1)


def answered_twice(text: str) -> str:
    (line,) = re.findall(r"(?m)^# answer 1 .*$", text)
    return f"{text}{line} or so\n"


def below_nothing(text: str) -> str:
    """A forged head, below which all of the code stands."""
    return f"{HEAD}softsign, code {fingerprint_of(chr(10))} ----\n{code_above(text)}"


def with_comments(text: str) -> str:
    return text.replace("import torch\n", "# by me\nimport torch  # and others\n\n", 1)


def of_another(text: str) -> str:
    return re.sub(r"answer 1 \[\w+\]", "answer 1 [00000000]", text)


def without_questions(text: str) -> str:
    return code_above(text)


@pytest.mark.parametrize("slug", ["softsign", "sgd"])
def test_right_answers_get_all_points(slug: str) -> None:
    found = report(slug, filled(slug))
    assert found.passed
    assert found.score == pytest.approx(100)
    assert found.max_score == pytest.approx(100)
    assert "2 of 2 answers right" in [check.summary for check in found.checks]


@pytest.mark.parametrize(
    ("change", "points", "told"),
    [
        (answer(1, "77"), 10, "'77' is not right"),
        (answer(1, "perhaps"), 10, "1 of 2 answers right; question 1 ("),
        (answer(1, ""), 10, ": not answered"),
        (of_another, 10, "): it is another question"),
        (answered_twice, 10, "): it is answered twice"),
        (lambda text: text.replace("# answer 1 [", "# answer 1 ("), 10, "): its line is damaged"),
        (
            without_questions,
            0,
            "there are no questions below the code. In a Python file, this writes them: grader quiz own",
        ),
        (once_more, 0, "the code was changed after it was asked about"),
        (lambda text: f"{text}\nx = 1\n", 0, "is code below the questions: move it above them"),
        (below_nothing, 0, "is code below the questions: move it above them"),
        (lambda text: text.replace("own: softsign", "own: tanh"), 0, "questions about tanh, not softsign"),
        (lambda text: text.replace(", code", " code"), 0, "is damaged"),
    ],
    ids=[
        "wrong",
        "unreadable",
        "empty",
        "another question",
        "twice",
        "bracket",
        "none",
        "edited",
        "code below",
        "all below",
        "another exercise",
        "damaged",
    ],
)
def test_what_is_wrong_costs_no_more_than_it_must(change: Callable[[str], str], points: float, told: str) -> None:
    check = questions_check("softsign", change(filled("softsign")))
    assert (check.status, check.score.points, check.score.most) == ("failed", points, 20)
    assert told in check.summary


def test_comments_change_no_question() -> None:
    found = questions_check("softsign", with_comments(filled("softsign")))
    assert (found.status, found.score.points) == ("passed", 20)


def test_code_that_gives_no_questions_gets_no_points_for_them() -> None:
    hidden = f"exec({code_above(model('softsign'))!r})\n"
    check = questions_check("softsign", with_questions(hidden, "softsign", [], "-"))
    assert (check.status, check.score.points, check.score.most) == ("failed", 0, 20)
    assert "no questions can be made" in check.summary


def test_code_that_is_slow_is_not_asked_about_for_ever() -> None:
    exercise = bundled().entries["softsign"].exercise
    runner = OwnCodeRuns(exercise, lambda: workers().session(Limits()), 0.0)
    with pytest.raises(TooSlow, match="too slow"):
        own_code_questions(exercise, code_above(model("softsign")), runner, 0)


def test_code_that_does_not_pass_is_not_asked_about() -> None:
    check = questions_check("softsign", filled("softsign").replace("return x / (1", "return 2 * x / (1"))
    assert (check.status, check.score.points, check.score.most) == ("skipped", 0, 20)


def test_exercises_without_such_questions_have_no_such_check() -> None:
    assert "questions" not in [check.name for check in plan("gumbel_noise").checks]
    assert sum(check.points for check in plan("gumbel_noise").checks) == pytest.approx(100)
