"""Names for mistakes: one that explains everything is named, several are ambiguous, a right
submission has none.
"""

from pathlib import Path

from grader import sym
from grader.dtypes import FLOAT32
from grader.families import elementwise
from grader.inputs import Case, cases
from grader.judge.answers.clues import Clues, Mistakes
from grader.judge.answers.evidence import Answer
from grader.judge.diagnosis.diagnose import recognise
from grader.reference.expected import values
from grader.specification import Misconception


def cube_with_two_equal_misconceptions():
    @elementwise()
    def cube(x):
        """Cube: x to the third."""
        return x**3

    @cube.misconception(of="value")
    def square(x):
        """The exponent is 3."""
        return x**2

    @cube.misconception(of="value")
    def product(x):
        """There are three factors."""
        return x * x

    @cube.misconception(of="value")
    def negative(x):
        """The sign is wrong."""
        return -(x**3)

    return cube


def answers(exercise, function):
    return [
        Answer(c, "value", list(values(c.call, FLOAT32)), [FLOAT32.round(function(x)) for x in c.call.data["x"]])
        for c in cases(exercise, FLOAT32, 0)
    ]


def test_one_explanation_is_named() -> None:
    cube = cube_with_two_equal_misconceptions()
    (found,) = recognise(cube, answers(cube, lambda x: -(x**3)))
    assert (found.id, found.confidence) == ("cube.negative", "named")


def test_two_explanations_are_ambiguous() -> None:
    cube = cube_with_two_equal_misconceptions()
    found = recognise(cube, answers(cube, lambda x: x**2))
    assert {d.id for d in found} == {"cube.square", "cube.product"}
    assert {d.confidence for d in found} == {"ambiguous"}


def test_no_explanation_is_no_name() -> None:
    cube = cube_with_two_equal_misconceptions()
    assert recognise(cube, answers(cube, lambda x: x**3 + 1)) == ()
    almost = recognise(cube, answers(cube, lambda x: x**2 if x < 4.9 else x**3))
    assert almost == ()


def test_a_right_submission_has_no_diagnosis() -> None:
    cube = cube_with_two_equal_misconceptions()
    assert recognise(cube, answers(cube, lambda x: x**3)) == ()


def test_this_file_is_where_the_misconceptions_are_said_to_be() -> None:
    cube = cube_with_two_equal_misconceptions()
    assert cube.where.path == str(Path(__file__))


def test_rivals_are_told_apart_by_asking_for_more() -> None:
    """Two mistakes that the default setting cannot tell apart: the submission is asked for another
    one.
    """

    @elementwise(variants=[{"k": 2.0}])
    def scaled(x, *, k=1.0):
        """Scaled: k times the third power."""
        return k * x**3

    @scaled.misconception(of="value")
    def square(x, *, k):
        """The exponent is 3."""
        return k * x**2

    @scaled.misconception(of="value")
    def squares(x, *, k):
        """The exponent is 3, and k has none."""
        return k**2 * x**2

    def answer(case: Case) -> Answer:
        k = case.call.settings.get("k", 1.0)
        got = [FLOAT32.round(k**2 * x**2) for x in case.call.data["x"]]
        return Answer(case, "value", list(values(case.call, FLOAT32)), got)

    asked = [answer(c) for c in cases(scaled, FLOAT32, 0) if not c.call.settings]
    alone = recognise(scaled, asked)
    assert [d.confidence for d in alone] == ["ambiguous", "ambiguous"]
    (found,) = recognise(scaled, asked, clues=Clues(ask=lambda case: [answer(case)]))
    assert (found.id, found.confidence) == ("scaled.squares", "named")


def test_a_suspect_that_cannot_be_worked_out_is_no_ones_fault() -> None:
    """A formula that was found for the values may have no gradient: that must not stop the
    grading.
    """

    @elementwise()
    def cube(x):
        """Cube: x to the third."""
        return x**3

    def nowhere(x):
        return x / 0 * sym.oo

    suspect = Misconception(nowhere, "value", "", "", "It has no value.", False, "")
    asked = answers(cube, lambda x: x**2)
    assert suspect.id not in {d.id for d in recognise(cube, asked, clues=Clues(mistakes=Mistakes(suspects=[suspect])))}
