"""Questions about one's own code: truth from running it, here within the test."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import torch

from grader.exercise import Exercise
from grader.quiz.asked_records import AskedChoice, AskedNumber
from grader.quiz.code_changes import code_changes
from grader.quiz.grading import graded
from grader.quiz.own_code_questions import Direction, Numbers, asks_about_code, own_code_questions
from grader.quiz.parts import plain_text
from grader.quiz.question_json import as_json, question_of
from grader.quiz.written_answers import right_answer

from ..conftest import ROOT, bundled, of_each_family

ASKED = [slug for slug, entry in bundled().entries.items() if asks_about_code(entry.exercise)]


class HereRunner:
    """Runs code in this process, where it is ours."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise

    def results(self, source: str, direction: Direction, inputs: Sequence[Numbers]) -> Sequence[float | None]:
        names: dict[str, Any] = {}
        exec(source, names)
        return [self._one(names, direction, at) for at in inputs]

    def _one(self, names: dict[str, Any], direction: Direction, at: Numbers) -> float | None:
        tensors = [torch.tensor(x, dtype=torch.float64) for x in at.values()]
        keywords = {"reduction": "sum"} if len(self._exercise.reductions) > 1 else {}
        try:
            if direction == "value":
                found = names[self._exercise.slug](*tensors, **keywords)
            else:
                upstream = torch.tensor(1.0, dtype=torch.float64)
                found = names[f"{self._exercise.slug}_backward"](upstream, *tensors, **keywords)
            return float(found)
        except Exception:
            return None


@cache
def model(slug: str) -> str:
    """The model solution of an exercise."""
    (path,) = Path(ROOT / "solutions").rglob(f"{slug}.py")
    return path.read_text(encoding="utf-8")


@of_each_family(ASKED)
def test_every_model_solution_gets_three_questions_or_more(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    runner = HereRunner(exercise)
    questions = own_code_questions(exercise, model(slug), runner, 0)
    assert len(questions) >= 3
    assert questions == own_code_questions(exercise, model(slug), runner, 0)
    assert len({q.id for q in questions}) == len(questions)
    for question in questions:
        assert graded(question, right_answer(question.asked)).right
        assert question_of(as_json(question)) == question
        match question.asked:
            case AskedNumber(wrong=wrong):
                assert wrong
                assert not any(graded(question, f"{w.value:.6f}").right for w in wrong)
            case AskedChoice():
                assert len(question.asked.key) == 1


def test_every_sort_of_question_is_asked() -> None:
    exercise = bundled().entries["sigmoid"].exercise
    prompts = [plain_text(q.prompt) for q in own_code_questions(exercise, model("sigmoid"), HereRunner(exercise), 0)]
    for words in ("What does your", "What would your", "Which of these calls", "sigmoid_backward(grad_output=1"):
        assert any(words in prompt for prompt in prompts)


def test_what_a_where_is_for_is_asked() -> None:
    exercise = bundled().entries["relu"].exercise
    source = "import torch\n\n\ndef relu(input):\n    return torch.where(input > 0, input, 0 * input)\n"
    source += "\n\ndef relu_backward(grad_output, input):\n    return grad_output * (input > 0)\n"
    prompts = [plain_text(q.prompt) for q in own_code_questions(exercise, source, HereRunner(exercise), 1)]
    assert any("torch.where(input > 0, input, 0 * input)" in p and "Which of these calls" in p for p in prompts)


def test_changes_are_of_one_line_and_still_python() -> None:
    source = "def f(x):\n    y = x + 2 * g(-x)\n    return y > 1\n\n\ndef g(x):\n    return x ** 2\n\n\n"
    source += "def h(x):\n    return x - 1\n"
    found = {(change.line, change.after) for change in code_changes(source, ("f",))}
    assert found == {
        (2, "y = x - 2 * g(-x)"),
        (2, "y = x + 2 / g(-x)"),
        (2, "y = x + 3 * g(-x)"),
        (2, "y = x + 2 * g(x)"),
        (3, "return y < 1"),
        (3, "return y > 2"),
        (7, "return x ** 3"),
    }
    for change in code_changes(source, ("f",)):
        compile(change.source, "changed", "exec")
    with pytest.raises(SyntaxError):
        code_changes("def f(:", ("f",))


def test_functions_of_vectors_are_not_asked_about() -> None:
    assert {"sigmoid", "relu", "kl_div"} <= {*ASKED}
    assert len(ASKED) > 30
    assert not {*ASKED} & {"softmax", "adam", "clone_in_graph", "cross_entropy", "glu_layer", "gumbel_noise"}
