"""Facts as authors write them: what is kept, and what is refused."""

import pytest

from grader import Reals, elementwise, sym
from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.fact_notation import Kind, join, split
from grader.specification import Fact, WrongFact

from .conftest import bundled


def made() -> Exercise:
    @elementwise(domain=Reals(-10, 10))
    def bump(x):
        """Bump: a bell."""
        return sym.exp(-(x**2))

    return bump


def test_facts_are_kept_as_they_are_written() -> None:
    bump = made()
    bump.fact("range", "(0, 1]", but={"[0, 1]": ("001:2", "0 is not attained.")})
    bump.fact("claim", "It is its own Fourier transform, up to scale.", source="any textbook")
    assert bump.facts == [
        Fact("range", "(0, 1]", (WrongFact("[0, 1]", "001:2", "0 is not attained."),)),
        Fact("claim", "It is its own Fourier transform, up to scale.", (), "any textbook"),
    ]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("range", "(0, 1"),
        ("range", "[0, oo]"),
        ("range", "[-oo, 0)"),
        ("range", "0 to 1"),
        ("range", "(0, 1/0)"),
        ("range", "(0,1)"),
        ("range", "(0, 1e5)"),
        ("slope", "{}"),
        ("slope", "(0, 1) U"),
        ("limits", "0"),
        ("limits", "0, 1"),
        ("kinks", ""),
        ("kinks", "0 1"),
        ("kinks", "oo"),
        ("jumps", "0 and"),
        ("parity", "Odd"),
        ("monotonicity", "rising"),
        ("lipschitz", "oo"),
        ("homogeneity", "yes"),
        ("derivative", "1"),
        ("claim", "There is no source for this."),
    ],
)
def test_what_is_not_written_as_its_kind_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises(ExerciseError) as caught:
        made().fact(kind, text)
    assert caught.value.code == "A621"
    assert "bump" in caught.value.message
    assert caught.value.where is not None


@pytest.mark.parametrize(
    ("but", "complaint"),
    [
        ({"(0, 2": ("", "It is not.")}, "not how range is written"),
        ({"(0, 1]": ("", "It is not.")}, "as right and as wrong"),
        ({"(0, 2)": ("001:1", "")}, "say why"),
    ],
)
def test_wrong_statements_are_looked_at_too(but: dict[str, tuple[str, str]], complaint: str) -> None:
    with pytest.raises(ExerciseError, match=complaint):
        made().fact("range", "(0, 1]", but=but)


def test_a_kind_is_stated_once_and_claims_as_often_as_there_are_any() -> None:
    bump = made()
    for text in ("It is smooth.", "It is positive."):
        bump.fact("claim", text, source="its formula")
    bump.fact("range", "(0, 1]")
    with pytest.raises(ExerciseError, match="twice"):
        bump.fact("range", "(0, 1]")


@pytest.mark.parametrize("slug", ["softmax", "prelu", "mse_loss", "geglu", "adam"])
def test_other_families_state_claims_alone(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    before = tuple(exercise.facts)
    with pytest.raises(ExerciseError, match="state a claim"):
        exercise.fact("range", "(0, 1)")
    assert exercise.facts == before


@pytest.mark.parametrize("text", ["(-oo, -1/2) U {0} U [0.25, 3)", "-3, 0 and 12.5", "none", "{-1, 0, 1}"])
def test_texts_are_put_together_as_they_were(text: str) -> None:
    assert join(*split(text)) == text
