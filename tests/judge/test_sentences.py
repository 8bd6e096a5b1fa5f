"""What students are told of wrong steps and of quantities has no name in it that they cannot
know.
"""

import re

import pytest

from grader.judge.diagnosis.candidates import derivations
from grader.judge.diagnosis.quantities import candidates
from grader.reference.malrules.kinds import KINDS
from grader.reference.malrules.words import words
from grader.reference.stand_ins import WORDS
from grader.reference.typeset.code import FAMILIAR, PLAIN
from grader.reference.typeset.notation import NAMES
from grader.specification import Subject

from ..conftest import bundled

NAME = re.compile(r"[A-Za-z_]\w*")
TEMPLATES = (*WORDS.values(), *(kind.sentence for kind in KINDS.values()))
ENGLISH = {w for said in TEMPLATES for w in NAME.findall(re.sub(r"{\w+}", "", said))}
FUNCTIONS = {*FAMILIAR, *PLAIN, *NAMES.values(), "pi", "if", "else", "and", "or", "not"}
OF_NUMBERS = [s for s, e in bundled().entries.items() if e.exercise.family.name in ("elementwise", "loss")]


@pytest.mark.parametrize("slug", OF_NUMBERS)
def test_no_sentence_has_a_name_that_a_student_cannot_know(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    inputs = [i.name for i in exercise.differentiable]
    subjects: list[tuple[Subject, str]] = [("value", ""), *(("gradient", name) for name in inputs)]
    said = [c.misconception.explanation for of, wrt in subjects for c in candidates(exercise, of, wrt)]
    for name in inputs:
        steps = [s for d in derivations(exercise, name, (), False) for s in d.steps]
        said += [words(s) for s in steps]
        assert all("u = " in words(s) for s in steps if s.inner is not None)
    known = {i.name for i in exercise.inputs} | set(exercise.hyperparameters) | {slug, "u", "with"}
    assert {w for sentence in said for w in NAME.findall(sentence)} <= known | ENGLISH | FUNCTIONS
