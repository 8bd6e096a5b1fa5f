"""Every code that a diagnosis can have is explained, and stands in the documentation as it is
explained.
"""

import re
from types import FunctionType

import pytest

from grader.judge.diagnosis.candidates import derivations
from grader.judge.diagnosis.explanations import explained, vocabulary
from grader.judge.diagnosis.titles import title
from grader.reference.edits import source
from grader.report.mistake_list import AND

from ..conftest import ROOT, bundled

ROW = re.compile(r"^\| `([\w.]+)` \| (.*) \|$", re.MULTILINE)


def test_documentation_has_every_code_and_no_other() -> None:
    sections = (ROOT / "docs" / "diagnosis.md").read_text(encoding="utf-8").split("### ")[1:]
    found = {s.partition("\n")[0].lower(): dict(ROW.findall(s)) for s in sections}
    assert found == {kind.lower(): dict(group) for kind, group in vocabulary().items()}


def test_codes_can_be_joined() -> None:
    codes = [code for group in vocabulary().values() for code in group]
    assert not [c for c in codes if AND in c]
    assert explained("sign_lost_and_sum_sign") == explained("sign_lost") | explained("sum_sign")
    assert explained("sign_lost_and_nonsense") == {}


@pytest.mark.parametrize("slug", ["gelu", "sigmoid", "huber_loss"])
def test_what_a_search_finds_has_a_code(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    assert isinstance(exercise.function, FunctionType)
    codes = {edit.code for edit in source(exercise.function).edits()}
    wrt = exercise.inputs[0].name
    codes |= {kind.replace(".", "_") for d in derivations(exercise, wrt, (), False) for kind in d.kinds}
    assert codes
    assert all(map(explained, codes))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("factor_dropped", "factor dropped"),
        ("name_dropped", "a quantity left out"),
        ("name_other_and_name_other", "one quantity for another, twice"),
        ("name_other_and_sign_lost", "one quantity for another and sign lost"),
        ("gate_and_value_exchanged", "gate and value exchanged"),
    ],
)
def test_a_title_says_in_words_what_a_code_means(code: str, said: str) -> None:
    assert title(code) == said
