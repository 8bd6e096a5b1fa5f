"""Facts computed from formulas: functions whose facts everybody knows, and the statements of the
bundled exercises.
"""

from collections.abc import Callable

import pytest

from grader import Reals, elementwise, sym
from grader.exercise import Exercise
from grader.fact_notation import Kind
from grader.reference.facts import compute, disagreements
from grader.specification import Function

from ..conftest import bundled

SLUGS = [slug for slug, e in bundled().entries.items() if e.exercise.has_graph and e.topic != "autograd"]
STATED = [slug for slug, entry in bundled().entries.items() if entry.exercise.facts]

# The errors of the source notes (note:line) that are about facts, and the exercises and kinds that
# say so.
NOTED = {
    ("001:588", "sigmoid", "slope", "(0, 1/4)"),
    ("004:7", "sigmoid", "limits", "-1 and 1"),
    ("002:18", "tanh", "range", "(0, 1)"),
    ("001:623", "tanh", "slope", "(0, 1)"),
    ("004:35", "tanh", "slope", "[-1, 1]"),
    ("002:37", "relu", "range", "(0, oo)"),
    ("003:84", "relu", "homogeneity", "scale invariant"),
    ("003:84", "leaky_relu", "homogeneity", "scale invariant"),
    ("004:110", "elu", "limits", "-oo and oo"),
    ("001:695", "silu", "range", "(-oo, oo)"),
    ("001:696", "silu", "slope", "(0, oo)"),
    ("001:738", "gelu", "range", "(-oo, oo)"),
    ("001:739", "gelu", "slope", "(0, 1)"),
}
NOTED_CLAIMS = {
    ("002:57", "leaky_relu"),
    ("001:772", "glu_layer"),
    ("001:785", "glu_layer"),
    ("001:831", "swiglu"),
    ("001:869", "geglu"),
    ("001:553", "adamw"),
    ("004:241", "gumbel_noise"),
    ("004:311", "gumbel_noise"),
}


def exercise(function: Function) -> Exercise:
    function.__doc__ = function.__doc__ or "A function: made for a test."
    return elementwise(domain=Reals(-10, 10))(function)


def saturating(x):
    return sym.Piecewise((-2, x < -2), (x, x < sym.Rational(1, 3)), (sym.Rational(1, 3), True))


def two_kinks(x):
    return sym.Max(sym.Abs(x) - 1, 0)


def three_kinks(x):
    return sym.Abs(sym.Abs(x) - 2)


def jump(x):
    return sym.Piecewise((x - 1, x < 1), (x + 1, x > 1), (0, True))


def jump_down(x):
    return sym.Piecewise((x, x < 0), (x - 1, True))


def value_of_its_own(x):
    return sym.Piecewise((1, sym.Eq(x, 2)), (0, True))


def sign(x):
    return sym.sign(x)


def irrational_cut(x):
    return sym.Piecewise((x, sym.exp(x) > 2), (0, True))


def bump(x):
    return sym.exp(-(x**2))


def squashed(x):
    return x / (1 + x**2)


def falling(x):
    return -x / (1 + sym.Abs(x))


def staying_flat_for_a_moment(x):
    return x**3


def flat_again_and_again(x):
    return x + sym.sin(x)


def smooth_at_its_cuts(x):
    return sym.Piecewise((0, x <= 0), (x**2, x < 1), (2 * x - 1, True))


def absolute(x):
    return sym.Abs(x)


def constant(x):
    return 3 + 0 * x


def arcus_tangent(x):
    return sym.atan(x)


def growing_slowly(x):
    return sym.log(1 + x**2)


def quartic(x):
    return x**4 - 2 * x**2


KNOWN: list[tuple[Callable[..., object], dict[Kind, str]]] = [
    (saturating, {"range": "[-2, 1/3]", "slope": "{0, 1}", "limits": "-2 and 1/3", "kinks": "-2 and 1/3"}),
    (two_kinks, {"range": "[0, oo)", "slope": "{-1, 0, 1}", "kinks": "-1 and 1", "parity": "even"}),
    (three_kinks, {"kinks": "-2, 0 and 2", "slope": "{-1, 1}", "lipschitz": "1", "monotonicity": "neither"}),
    (jump, {"range": "(-oo, 0] U (2, oo)", "jumps": "1", "kinks": "none", "monotonicity": "increasing"}),
    (jump, {"lipschitz": "none", "slope": "{1}"}),
    (jump_down, {"range": "(-oo, oo)", "jumps": "0", "monotonicity": "neither", "slope": "{1}"}),
    (value_of_its_own, {"range": "{0, 1}", "jumps": "2", "slope": "{0}", "monotonicity": "neither"}),
    (sign, {"range": "{-1, 0, 1}", "jumps": "0", "parity": "odd", "homogeneity": "scale invariant"}),
    (irrational_cut, {"range": "{0} U (0.6931471806, oo)", "jumps": "0.6931471806"}),
    (bump, {"range": "(0, 1]", "limits": "0 and 0", "parity": "even", "lipschitz": "0.857763885"}),
    (squashed, {"range": "[-1/2, 1/2]", "slope": "[-1/8, 1]", "parity": "odd", "monotonicity": "neither"}),
    (falling, {"range": "(-1, 1)", "limits": "1 and -1", "slope": "[-1, 0)", "monotonicity": "decreasing"}),
    (falling, {"kinks": "none", "lipschitz": "1"}),
    (staying_flat_for_a_moment, {"monotonicity": "increasing", "slope": "[0, oo)", "lipschitz": "none"}),
    (flat_again_and_again, {"monotonicity": "increasing", "range": "(-oo, oo)", "parity": "odd"}),
    (smooth_at_its_cuts, {"kinks": "none", "slope": "[0, 2]", "monotonicity": "non-decreasing"}),
    (absolute, {"kinks": "0", "homogeneity": "positively homogeneous", "limits": "oo and oo"}),
    (constant, {"range": "{3}", "slope": "{0}", "limits": "3 and 3", "monotonicity": "constant", "lipschitz": "0"}),
    (arcus_tangent, {"range": "(-1.570796327, 1.570796327)", "slope": "(0, 1]", "homogeneity": "neither"}),
    (growing_slowly, {"range": "[0, oo)", "slope": "[-1, 1]", "limits": "oo and oo"}),
    (quartic, {"range": "[-1, oo)", "slope": "(-oo, oo)", "monotonicity": "neither", "parity": "even"}),
]


@pytest.mark.parametrize(("function", "facts"), KNOWN, ids=lambda x: getattr(x, "__name__", ""))
def test_known_functions(function: Function, facts: dict[Kind, str]) -> None:
    computed = compute(exercise(function))
    assert {kind: computed.get(kind) for kind in facts} == facts


@pytest.mark.parametrize(
    ("slug", "kind", "text"),
    [
        ("gelu", "range", "[-0.169971207, oo)"),
        ("gelu", "slope", "[-0.128904, 1.128904]"),
        ("silu", "range", "[-0.278464542761074, oo)"),
        ("silu", "slope", "[-0.0998393201, 1.0998393201]"),
        ("silu", "lipschitz", "1.0998"),
        ("leaky_relu", "slope", "{0.01, 1}"),
    ],
)
def test_decimals_hold_to_their_last_digit(slug: str, kind: Kind, text: str) -> None:
    stated = exercise(bundled().entries[slug].exercise.function)
    stated.fact(kind, text)
    assert disagreements(stated) == [], compute(stated)[kind]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("range", "[-0.278464542761073, oo)"),
        ("range", "[-0.278464542761075, oo)"),
        ("range", "(-0.278464542761074, oo)"),
        ("range", "[-5/18, oo)"),
        ("slope", "(-0.0998393201, 1.0998393201)"),
        ("slope", "[-0.0998393202, 1.0998393201]"),
        ("slope", "[-0.0998393201, 1.0998393200]"),
        ("lipschitz", "1.0999"),
        ("limits", "-oo and oo"),
        ("kinks", "0"),
        ("jumps", "0"),
        ("parity", "odd"),
        ("monotonicity", "increasing"),
        ("homogeneity", "positively homogeneous"),
    ],
)
def test_what_is_not_true_is_refused_with_both_texts(kind: Kind, text: str) -> None:
    stated = exercise(bundled().entries["silu"].exercise.function)
    stated.fact(kind, text)
    (found,) = disagreements(stated)
    assert (found.kind, found.stated, found.wrong) == (kind, text, False)
    assert text in str(found)
    assert compute(stated)[kind] in str(found)


def test_a_wrong_statement_that_is_right_is_refused() -> None:
    stated = exercise(bump)
    stated.fact("range", "[0, 1]", but={"(0, 1]": ("", "It is not."), "(0, 1)": ("", "1 is attained.")})
    assert [(d.stated, d.wrong) for d in disagreements(stated)] == [("[0, 1]", False), ("(0, 1]", True)]


def test_hyperparameters_count_as_the_decimals_they_are_written_as() -> None:
    def leaky(x, *, slope=0.01):
        return sym.Piecewise((x, x > 0), (slope * x, True))

    assert compute(exercise(leaky))["slope"] == "{1/100, 1}"


def test_the_default_of_a_hyperparameter_moves_kinks() -> None:
    def clipped(x, *, low=-0.1, high=0.7):
        return sym.Min(sym.Max(x, low), high)

    assert compute(exercise(clipped))["kinks"] == "-1/10 and 7/10"


def pole(x):
    return 1 / x


def wave(x):
    return sym.sin(x)


def steep_out_of_sight(x):
    return (x - 40) / (1 + sym.exp(40 - x))


@pytest.mark.parametrize(
    ("function", "kind"), [(pole, "range"), (wave, "limits"), (wave, "range"), (steep_out_of_sight, "slope")]
)
def test_what_cannot_be_decided_is_left_out_and_not_believed(function: Function, kind: Kind) -> None:
    stated = exercise(function)
    assert kind not in compute(stated)
    stated.fact(kind, {"range": "(-oo, oo)", "limits": "0 and 0", "slope": "(0, 1)"}[kind])
    assert "cannot be computed" in str(disagreements(stated)[0])


def test_other_families_have_no_computed_facts() -> None:
    assert compute(bundled().entries["softmax"].exercise) == {}
    assert compute(bundled().entries["prelu"].exercise) == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_function_of_one_number_states_facts(slug: str) -> None:
    kinds = {fact.kind for fact in bundled().entries[slug].exercise.facts}
    assert {"range", "slope", "limits", "kinks"} <= kinds


@pytest.mark.parametrize("slug", STATED)
def test_what_the_bundled_exercises_state_is_what_is_computed(slug: str) -> None:
    assert disagreements(bundled().entries[slug].exercise) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_can_be_computed_for_the_bundled_exercises(slug: str) -> None:
    computed = compute(bundled().entries[slug].exercise)
    assert len(computed) == 9
    again = exercise(bundled().entries[slug].exercise.function)
    for kind, text in computed.items():
        again.fact(kind, text)
    assert disagreements(again) == []


def test_every_error_of_the_notes_about_facts_is_declared() -> None:
    declared = [
        (wrong.note, slug, fact.kind, wrong.text)
        for slug, entry in bundled().entries.items()
        for fact in entry.exercise.facts
        for wrong in fact.wrong
        if wrong.note
    ]
    assert {d for d in declared if d[2] != "claim"} == NOTED
    assert {d[:2] for d in declared if d[2] == "claim"} == NOTED_CLAIMS


@pytest.mark.parametrize(("note", "slug", "kind", "text"), sorted(NOTED))
def test_the_notes_errors_are_refuted_by_computation(note: str, slug: str, kind: Kind, text: str) -> None:
    original = bundled().entries[slug].exercise
    stated = exercise(original.function)
    stated.fact(kind, text)
    assert [d.computed for d in disagreements(stated)] == [compute(original)[kind]]
