"""Questions of every kind about exercises of every family, and one of each thing that can be asked
for.
"""

import pytest

from grader.quiz.export.quiz_format import QuestionSet, VariantGroup
from grader.quiz.export.variants import groups
from grader.quiz.question_kinds import question_kinds

from ...conftest import bundled
from ..made import ALL, question

SLUGS = ("sigmoid", "celu", "softmax", "adam", "huber_loss", "swiglu", "binary_cross_entropy", "hardswish")


@pytest.fixture(scope="session")
def drawn() -> QuestionSet:
    exercises = [bundled().entries[slug].exercise for slug in SLUGS]
    return QuestionSet("Quiz", groups(exercises, question_kinds(), 40, 0, 2))


@pytest.fixture(scope="session")
def each() -> QuestionSet:
    return QuestionSet("Each", tuple(VariantGroup((question(asked),)) for asked in ALL))
