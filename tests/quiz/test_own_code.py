"""Questions about one's own code: truth from running it, here within the test."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest
import torch

from grader.quiz.asked_records import AskedChoice, AskedNumber
from grader.quiz.code_changes import code_changes
from grader.quiz.easy_calls import easy_calls, has_own_calls
from grader.quiz.grading import graded
from grader.quiz.own_code_questions import own_code_questions
from grader.quiz.parts import Snippet, plain_text
from grader.quiz.question import QuizQuestion
from grader.quiz.question_json import as_json, question_of
from grader.quiz.written_answers import right_answer

from ..conftest import bundled, of_each_family
from ..tiers import whole
from .own_code import PastingRunner, loaded, model, pasted

ASKED = [slug for slug, entry in bundled().entries.items() if has_own_calls(entry.exercise)]


@cache
def questions(slug: str, source: str = "", seed: int = 0) -> list[QuizQuestion]:
    return own_code_questions(bundled().entries[slug].exercise, source or model(slug), PastingRunner(), seed)


@pytest.fixture
def _dtype_as_before() -> Iterator[None]:
    yield
    torch.set_default_dtype(torch.float32)


@of_each_family(ASKED)
def test_every_model_solution_gets_three_questions_or_more(slug: str) -> None:
    found = questions(slug)
    assert len(found) >= 3
    assert len({q.id for q in found}) == len(found)
    for question in found:
        assert graded(question, right_answer(question.asked)).right
        assert question_of(as_json(question)) == question
        match question.asked:
            case AskedNumber(wrong=wrong):
                assert wrong
                assert not any(graded(question, f"{w.value:.6f}").right for w in wrong)
            case AskedChoice():
                assert len(question.asked.key) == 1


@whole
@pytest.mark.parametrize("slug", ["relu", "softmax", "sgd_momentum"])
def test_the_same_code_and_seed_give_the_same_questions(slug: str) -> None:
    assert questions(slug) == questions.__wrapped__(slug)
    assert questions(slug) != questions(slug, seed=1)


@of_each_family(ASKED)
def test_what_the_code_gives_is_what_its_exercise_asks_for(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    codes = [code for group in easy_calls(exercise, Random(3)) for code in group][:8]
    for code, numbers in zip(codes, PastingRunner().results(model(slug), codes), strict=True):
        assert numbers is not None
        assert len(numbers) == code.places
        for place in range(0, code.places, 3):
            band = code.right(place)
            assert band is None or band.error(numbers[place]) <= band.allowed


@of_each_family(ASKED)
@pytest.mark.usefixtures("_dtype_as_before")
def test_each_question_for_a_number_prints_lines_that_give_it(slug: str) -> None:
    asked = [q for q in questions(slug) if isinstance(q.asked, AskedNumber)]
    assert asked
    for question in asked:
        *change, lines = [part.text for part in question.prompt if isinstance(part, Snippet)]
        source = model(slug)
        if change:
            before, after = change
            number = int(plain_text(question.prompt).split()[2])
            rows = source.split("\n")
            rows[number - 1] = rows[number - 1].replace(before, after)
            source = "\n".join(rows)
        assert isinstance(question.asked, AskedNumber)
        for dtype in (torch.float32, torch.float64):  # so that no key is one of roundings
            torch.set_default_dtype(dtype)
            assert float(pasted(loaded(source), lines)) == pytest.approx(question.asked.value, abs=5e-4)


@pytest.mark.parametrize(
    ("slug", "sorts"),
    [
        ("sigmoid", ["What does your\nsigmoid(", "sigmoid_backward(torch.tensor(", "would then give another result?"]),
        ("softmax", ["What does your\nsoftmax(", "give then?"]),
        ("cross_entropy", ["What does your\ncross_entropy(", "reduction='", "give then?"]),
        ("glu_layer", ["What does your\nglu_layer(", "give then?"]),
        ("adam", ["What does the last of these lines give?", "give then?", "After which step"]),
        ("training_step", ["training_step(w, torch.tensor(", "After which step"]),
    ],
)
def test_every_sort_of_question_is_asked(slug: str, sorts: list[str]) -> None:
    prompts = "\n".join(plain_text(q.prompt) for q in questions(slug))
    assert [words for words in sorts if words not in prompts] == []


def test_what_a_where_is_for_is_asked() -> None:
    source = "import torch\n\n\ndef relu(input):\n    return torch.where(input > 0, input, 0 * input)\n"
    source += "\n\ndef relu_backward(grad_output, input):\n    return grad_output * (input > 0)\n"
    prompts = [plain_text(q.prompt) for q in questions("relu", source, 1)]
    assert any("torch.where(input > 0, input, 0 * input)" in p and "Which of these calls" in p for p in prompts)


def test_lines_of_a_notebook_are_told_by_their_cells() -> None:
    source = f"# ---- cell 3 of the notebook ----\n{model('relu')}"
    changed = [plain_text(q.prompt) for q in questions("relu", source) if "is replaced by" in plain_text(q.prompt)]
    assert changed
    assert all(prompt.startswith("In cell 3, line ") for prompt in changed)


def test_a_branch_that_is_no_tensor_shows_at_no_call() -> None:
    asked = [q for q in questions("relu") if isinstance(q.asked, AskedChoice)]
    lines = [part.text for q in asked for part in q.prompt if isinstance(part, Snippet)]
    assert "return input" in lines
    assert "return 0" not in lines


def test_code_that_differs_from_the_formula_gives_no_key() -> None:
    doubled = model("silu").replace("return input * sigmoid(input)", "return 2 * input * sigmoid(input)")
    assert doubled != model("silu")
    prompts = [plain_text(q.prompt) for q in questions("silu", doubled) if isinstance(q.asked, AskedNumber)]
    assert prompts
    assert not any("\nsilu(" in prompt for prompt in prompts)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (
            "def f(x):\n    y = x + 2 * g(-x)\n    return y > 1\n\n\ndef g(x):\n    return x ** 2\n\n\n"
            "def h(x):\n    return x - 1\n",
            {
                (2, "y = x - 2 * g(-x)"),
                (2, "y = x + 2 / g(-x)"),
                (2, "y = x + 3 * g(-x)"),
                (2, "y = x + 2 * g(x)"),
                (3, "return y < 1"),
                (3, "return y > 2"),
                (7, "return x ** 3"),
                (7, "return x * 2"),
            },
        ),
        (
            "class f(Optimizer):\n    def __init__(self):\n        self.a = 1 + 1\n\n    def step(self):\n"
            "        if self.flag:\n            return torch.maximum(m, v).mul_(0.5)\n",
            {
                (6, "if not self.flag:"),
                (7, "return torch.minimum(m, v).mul_(0.5)"),
                (7, "return torch.maximum(m, v).div_(0.5)"),
                (7, "return torch.maximum(m, v).mul_(1.0)"),
            },
        ),
        ("def g(x):\n    return x + 1\n", set()),
    ],
)
def test_changes_are_of_one_line_and_still_python(source: str, found: set[tuple[int, str]]) -> None:
    changes = code_changes(source, ("f",))
    assert {(change.line, change.after) for change in changes} == found
    for change in changes:
        compile(change.source, "changed", "exec")


def test_what_is_no_python_is_not_changed() -> None:
    with pytest.raises(SyntaxError):
        code_changes("def f(:", ("f",))


def test_what_draws_or_is_about_memory_is_not_asked_about() -> None:
    assert {"sigmoid", "kl_div", "softmax", "adam", "cross_entropy", "glu_layer", "training_step"} <= {*ASKED}
    assert len(ASKED) >= 60
    assert not {*ASKED} & {"gumbel_noise", "clone_in_graph", "detached_view"}
