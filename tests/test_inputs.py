"""The inputs of a check: the author's traps are in, everything fits the dtype, and the seed
decides.
"""

import math
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

import pytest

from grader import sym
from grader.domains import Depending, Positive, Probabilities, Reals
from grader.dtypes import DTYPES, FLOAT16, FLOAT32
from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.families import elementwise
from grader.inputs import border_cases, cases
from grader.reference.expected import divisor

from .conftest import bundled, of_each_family

FUNCTIONS = [s for s, e in bundled().entries.items() if e.exercise.family.called]


@of_each_family(FUNCTIONS)
@pytest.mark.parametrize("dtype", DTYPES.values(), ids=DTYPES)
def test_inputs_fit_the_dtype_and_upstream_gradients_are_not_ones(slug: str, dtype: object) -> None:
    assert hasattr(dtype, "round")
    for case in cases(bundled().entries[slug].exercise, dtype, seed=3):  # type: ignore[arg-type]
        numbers = [x for values in case.call.data.values() for x in values]
        assert all(math.isfinite(x) and dtype.round(x) == x for x in (*numbers, *case.upstream))
        assert len(case.upstream) == math.prod(case.call.layout.result)
        assert case.upstream.count(1.0) <= len(case.upstream) / 10


@of_each_family(FUNCTIONS)
def test_traps_are_among_the_inputs(slug: str) -> None:
    exercise = bundled().entries[slug].exercise
    given = {name: set(v) for c in cases(exercise, FLOAT32, 0) for name, v in c.call.data.items()}
    union = {n: set().union(*(c.call.data[n] for c in cases(exercise, FLOAT32, 0))) for n in given}
    for item in exercise.inputs:
        assert {FLOAT32.round(t) for t in item.traps} <= union[item.name]


def test_the_seed_decides() -> None:
    exercise = bundled().entries["gelu"].exercise
    first, again, other = ([c.call.data for c in cases(exercise, FLOAT32, seed)] for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_every_row_length_and_other_dims_are_tried_for_rowwise() -> None:
    dims = {
        (c.keywords["dim"], len(c.call.layout.result)) for c in cases(bundled().entries["softmax"].exercise, FLOAT32, 0)
    }
    assert dims == {(-1, 2), (0, 2), (1, 3), (0, 1)}


def tiny(domain: object) -> Exercise:
    @elementwise(domain=domain)  # type: ignore[arg-type]
    def f(x):
        """F."""
        return x

    return f


def test_a_domain_that_a_dtype_cannot_hold_is_the_authors_error() -> None:
    with pytest.raises(ExerciseError, match="hardly a number in float16"):
        list(cases(tiny(Positive(1e-30, 1e-20)), FLOAT16, 0))


@pytest.mark.parametrize("domain", [Reals(-2, 5), Reals(6, 7), Positive(5.0, 6.0), Positive(0.1, 7.0), Probabilities()])
def test_samples_are_in_their_domain(domain: object) -> None:
    drawn = [x for case in cases(tiny(domain), FLOAT32, 0) for x in case.call.data["x"]]
    assert all(x in domain for x in drawn)  # type: ignore[operator]


def given(slug: str, *names: str) -> set[tuple[float, ...]]:
    """The numbers that the samples of a function have for some of its inputs."""
    points = [
        zip(*(c.call.data[n] for n in names), strict=True) for c in cases(bundled().entries[slug].exercise, FLOAT32, 0)
    ]
    return {tuple(p) for row in points for p in row}


@pytest.mark.parametrize("target", [0.0, 1.0, 0.25])
def test_hard_and_soft_targets_meet_every_kind_of_prediction(target: float) -> None:
    beside = [p for p, t in given("binary_cross_entropy", "input", "target") if t == target]
    assert min(beside) < 1e-6
    assert max(beside) > 1 - 1e-5
    assert any(0.05 < p < 0.45 for p in beside)
    assert any(0.55 < p < 0.95 for p in beside)


@pytest.mark.parametrize(
    ("slug", "kink"),
    [
        ("relu", 0.0),
        ("hardsigmoid", 3.0),
        ("hardsigmoid", -3.0),
        ("relu6", 6.0),
        ("softplus", 1 / 3),
        ("hardshrink", 0.5),
    ],
)
def test_kinks_have_inputs_beside_them_on_both_sides(slug: str, kink: float) -> None:
    offsets = [x - kink for (x,) in given(slug, "input")]
    for least, most in ((0.0, 1e-3), (1e-3, 0.1), (0.1, 2.0)):
        assert any(least < o <= most for o in offsets)
        assert any(-most <= o < -least for o in offsets)


def test_values_are_asked_at_the_border_of_an_open_domain_where_there_are_any() -> None:
    (case,) = border_cases(bundled().entries["binary_cross_entropy"].exercise, FLOAT32, 0)
    points = set(zip(case.call.data["input"], case.call.data["target"], strict=True))
    assert {(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)} <= points

    @elementwise(domain=Probabilities())
    def logit(p):
        """Logit."""
        return sym.log(p) - sym.log(1 - p)

    assert list(border_cases(logit, FLOAT32, 0)) == []
    assert all(
        not list(border_cases(bundled().entries[s].exercise, FLOAT32, 0)) for s in ("softmax", "nll_loss", "geglu")
    )


def test_classes_come_alone_and_batches_with_one_sample_or_none_that_counts() -> None:
    seen = [
        (c.call.layout, c.call.data["target"]) for c in cases(bundled().entries["cross_entropy"].exercise, FLOAT32, 0)
    ]
    assert any(plan.sizes["class"] == 1 for plan, _ in seen)
    assert {plan.reduction for plan, target in seen if len(target) == 1} == {"none", "mean", "sum"}
    assert {plan.reduction for plan, target in seen if len(target) > 1 and set(target) == {-100.0}} == {"sum"}


def test_a_domain_may_depend_on_a_choice() -> None:
    @elementwise(
        domain=Depending("log", {False: Positive(), True: Reals(-8, 0)}), traps=(-3.0, 7.0), variants=({"log": True},)
    )
    def logarithm(x, *, log=False):
        """Logarithm."""
        return x if log else sym.log(x)

    asked = list(cases(logarithm, FLOAT32, 0))
    plain, logs = (
        [x for c in asked if bool(c.keywords.get("log")) is log for x in c.call.data["x"]] for log in (False, True)
    )
    assert all(x > 0 for x in plain)
    assert 7.0 in plain
    assert -3.0 in logs
    assert sum(x < 0 for x in logs) > len(logs) / 2


def settings(variants: Sequence[dict[str, object]]) -> list[Mapping[str, object]]:
    @elementwise(variants=variants)
    def f(x, *, a=1.0, b=1.0, on=False):
        """F."""
        return a * b * x

    return list(f.all_settings)


@pytest.mark.parametrize(
    ("variants", "together"),
    [
        ([{"a": 2.0}, {"b": 2.0}], [{"a": 2.0, "b": 2.0}]),
        ([{"a": 2.0}, {"a": 3.0}], []),
        ([{"a": 2.0}, {"on": True}, {"a": 3.0, "on": True}], []),
        ([{"a": 2.0}, {"a": 3.0}, {"on": True}], [{"a": 2.0, "on": True}]),
    ],
)
def test_variants_of_different_hyperparameters_are_asked_together(
    variants: list[dict[str, object]], together: list[dict[str, object]]
) -> None:
    assert settings(variants) == [{}, *variants, *together]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("slug", ["cross_entropy", "nll_loss"])
def test_weights_are_0_for_a_class_and_add_up_to_less_than_1_in_a_mean(slug: str, seed: int) -> None:
    asked = [c.call for c in cases(bundled().entries[slug].exercise, FLOAT32, seed)]
    assert any(0.0 in call.data["weight"] for call in asked)
    divisors = [float(divisor(call).mid()) for call in asked if call.layout.reduction == "mean"]
    assert 0 < min(divisors) < 0.1


def test_nearly_equal_numbers_are_among_the_inputs_of_losses() -> None:
    apart = {abs(x - y) for x, y in given("mse_loss", "input", "target")}
    assert any(0 < u < 1e-6 for u in apart)
    assert any(1e-6 < u < 1e-4 for u in apart)


DRAWN = """
from grader.dtypes import FLOAT64
from grader.inputs import cases
from grader.plugins import load

for slug in ("hardshrink", "softshrink", "hardtanh", "relu6"):
    for case in cases(load().entries[slug].exercise, FLOAT64, 0):
        print(slug, case.call.data)
"""


def test_every_process_draws_the_same() -> None:
    """The hashes of texts, and with them the order of SymPy's sets, are others in every process."""
    drawn = [
        subprocess.run(
            [sys.executable, "-c", DRAWN],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": n},
        ).stdout
        for n in ("3", "4")
    ]
    assert drawn[0]
    assert drawn[0] == drawn[1]
