"""What is said of a number that a mistake gives is true of that number, whatever the settings
are.
"""

import pytest

from grader.quiz.asked_records import AskedNumber
from grader.quiz.fact_sentences import truths
from grader.quiz.kinds.numeric_kind import MOST_WRONG
from grader.quiz.parts import plain_text
from grader.quiz.question_kinds import question_kinds
from grader.quiz.said_of_numbers import of_a_mistake

from ..conftest import bundled


@pytest.mark.parametrize(
    ("explanation", "by_author", "said"),
    [
        (
            "The first step is divided by sqrt(1 - beta2): it is 30 times too long.",
            True,
            "One mistake gives this number: the first step is divided by sqrt(1 - beta2).",
        ),
        ("W is 0.5. It is not 2.", True, "One mistake gives this number: W is 0.5."),
        ("At the rule: both are kept.", False, "One mistake gives this number: at the rule: both are kept."),
    ],
)
def test_an_author_is_quoted_with_the_first_clause(explanation: str, by_author: bool, said: str) -> None:
    assert plain_text(of_a_mistake(explanation, by_author)) == said


@pytest.mark.parametrize("slug", ["adam", "lion", "adagrad"])
def test_updates_give_no_advice_about_code(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    for seed in range(6):
        question = question_kinds()["update"].generate(exercise, seed)
        assert question
        assert isinstance(question.asked, AskedNumber)
        assert not any("self.state" in plain_text(wrong.feedback) for wrong in question.asked.wrong)
        assert "30 times" not in "".join(plain_text(wrong.feedback) for wrong in question.asked.wrong)


def test_few_wrong_numbers_are_known_by_name() -> None:
    exercise = bundled().entries["cross_entropy_with_probabilities"].exercise
    for seed in range(6):
        question = question_kinds()["numeric"].generate(exercise, seed)
        assert not question or (isinstance(question.asked, AskedNumber) and len(question.asked.wrong) <= MOST_WRONG)


@pytest.mark.parametrize("slug", ["hardshrink", "softplus"])
def test_nothing_is_asked_of_kinks_where_there_are_jumps(slug: str) -> None:
    assert not {"kinks", "jumps", "slope"} & {*truths(bundled().entries[slug].exercise)}
