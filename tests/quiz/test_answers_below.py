"""Questions below somebody's code, in its file: written, answered, read again."""

import pytest

from grader.quiz.answers_below import (
    HEAD,
    AnswersBelow,
    AnswersBelowError,
    answers_below,
    code_above,
    mark_of,
    with_questions,
)
from grader.quiz.question import QuizQuestion

from .made import CHOICE, NUMBER, question

CODE = "import torch\n\n\ndef sigmoid(x):\n    return 1 / (1 + torch.exp(-x))\n"
QUESTIONS = [question(NUMBER), question(CHOICE)]
SETUP = "Lines of code run after: import torch"


def written(code: str = CODE, questions: list[QuizQuestion] = QUESTIONS) -> str:
    return with_questions(code, "sigmoid", questions, SETUP)


def answered(*answers: str) -> str:
    text = written()
    for number, answer in enumerate(answers, 1):
        text = text.replace(
            f"# answer {number} [{mark_of(QUESTIONS[number - 1])}]: ",
            f"# answer {number} [{mark_of(QUESTIONS[number - 1])}]: {answer}",
        )
    return text


def read(text: str) -> AnswersBelow:
    found = answers_below(text)
    assert found
    return found


@pytest.mark.parametrize(
    "code",
    [CODE, CODE.rstrip(), f"{CODE}\n\n\n", CODE.replace("\n", "\r\n"), f"\ufeff{CODE}"],
    ids=["as it is", "no end of line", "empty lines", "Windows", "byte order mark"],
)
def test_the_code_stays_what_it_is(code: str) -> None:
    text = written(code)
    assert text.startswith(code.rstrip())
    assert code_above(text) == code_above(code) == CODE
    read(text).check("sigmoid", code_above(text))
    assert written(text) == text
    assert all(line.startswith("#") for line in text.removeprefix(code.rstrip()).split("\n") if line.strip())


@pytest.mark.parametrize("answer", ["0.25", "1/4", '"0.25"', "  0.25  "])
def test_answers_are_read_as_they_are_written(answer: str) -> None:
    for text in (answered(answer, "b"), answered(answer, "b").replace("\n", "\r\n")):
        found = read(text)
        assert found.to(1, QUESTIONS[0]) == answer.strip(' "')
        assert found.to(2, QUESTIONS[1]) == "b"


def test_what_is_not_answered_is_empty() -> None:
    assert read(written()).to(1, QUESTIONS[0]) == ""
    without = "\n".join(line for line in written().split("\n") if "answer 2" not in line)
    assert read(without).to(2, QUESTIONS[1]) == ""


def test_code_without_questions_has_no_answers() -> None:
    assert answers_below(CODE) is None
    assert code_above(CODE) == CODE


@pytest.mark.parametrize(
    ("text", "slug", "told"),
    [
        (written(), "tanh", "questions about sigmoid, not tanh"),
        (written().replace("1 + torch", "1+ torch"), "sigmoid", "changed after it was asked about"),
        (written(f"x = 1\n{CODE}").replace("x = 1\n", ""), "sigmoid", "changed after it was asked about"),
    ],
    ids=["another exercise", "edited", "of another"],
)
def test_answers_to_other_code_are_refused(text: str, slug: str, told: str) -> None:
    with pytest.raises(AnswersBelowError, match=told):
        read(text).check(slug, code_above(text))


def test_code_below_the_questions_is_not_lost() -> None:
    with pytest.raises(AnswersBelowError, match=r"line \d+ is code below the questions"):
        written(f"{written()}\nx = 1\n")


@pytest.mark.parametrize("line", ["# Answer 1 [{}]: 0.25", "## answer 1 [{}] :0.25", "   #answer 1[{}]: 0.25"])
def test_answers_are_read_as_people_write_them(line: str) -> None:
    mark = mark_of(QUESTIONS[0])
    text = written().replace(f"# answer 1 [{mark}]: ", line.format(mark))
    assert read(text).to(1, QUESTIONS[0]) == "0.25"


@pytest.mark.parametrize("rest", ["", "sigmoid", "sigmoid, code 12 ----", f", code {'0' * 16} ----"])
def test_a_damaged_line_is_told(rest: str) -> None:
    with pytest.raises(AnswersBelowError, match="is damaged"):
        answers_below(f"{CODE}\n{HEAD}{rest}\n# answer 1 [00000000]: 0.25\n")


def test_an_answer_to_another_question_is_refused() -> None:
    found = read(answered("0.25", "b"))
    with pytest.raises(AnswersBelowError, match="another question"):
        found.to(1, QUESTIONS[1])
