"""Beside another mistake, an author's is told by its first clause, which is a sentence by
itself.
"""

from dataclasses import replace

import pytest

from grader.judge.diagnosis.composed import first_clause

from ..conftest import bundled

KNOWN = bundled().entries["adam"].exercise.misconceptions[0]
CLAUSES = [
    ("You added eps under the root: sqrt(v + eps). Outside it counts less.", "You added eps under the root."),
    (
        "This line, 0.2 x + 0.5, is another library's; here it is x / 6 + 0.5.",
        "This line, 0.2 x + 0.5, is another library's.",
    ),
    ("It passes where |x| <= 1 (Hubara et al. 2016).", "Known mistake."),
    ("Three errors: the square, the factor and the sign.", "Known mistake."),
]


@pytest.mark.parametrize(("explanation", "clause"), CLAUSES, ids=["colon", "number", "abbreviation", "heading"])
def test_first_clause(explanation: str, clause: str) -> None:
    def known_mistake() -> None: ...

    assert first_clause(replace(KNOWN, function=known_mistake, explanation=explanation)) == clause


def test_every_first_clause_of_the_catalogue_is_a_sentence() -> None:
    clauses = [first_clause(m) for e in bundled().entries.values() for m in e.exercise.misconceptions]
    assert [c for c in clauses if not c.endswith(".") or c.count("(") != c.count(")") or len(c) < 8] == []
