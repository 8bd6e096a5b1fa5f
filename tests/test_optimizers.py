"""torch's own optimizers over 200 steps, with schedules, groups and weight decay; what is said
about conventions.
"""

import math
from pathlib import Path
from random import Random
from typing import Any

import pytest

from grader.dtypes import FLOAT32, FLOAT64, DType
from grader.judge import grade
from grader.judge.answers.attempt import Attempt
from grader.judge.checks.trajectory import Trajectory
from grader.judge.plan import Planned
from grader.judge.trajectories.scenarios import Parameters, ParamGroups, Scenario
from grader.report.model import Report
from grader.report.terminal import render

from .conftest import PATIENT, SUBMISSIONS, bundled, grade_file, workers
from .tiers import first_of_each, whole
from .torch_submissions import source

STEPS = 200
LATE = 150  # the step in which a submission begins to be wrong

# The settings that a long run is made with, for every class of torch that an exercise asks for.
RUNS: list[tuple[str, dict[str, Any]]] = [
    ("adagrad", {}),
    ("adamw", {"weight_decay": 0.1}),
    ("adam", {"weight_decay": 0.1}),
    ("adam", {"amsgrad": True}),
    ("rmsprop", {"weight_decay": 0.1}),
    ("rmsprop", {"momentum": 0.9}),
    ("rmsprop", {"alpha": 0.9, "centered": True}),
    ("adadelta", {}),
    ("adamax", {}),
    ("sgd", {"weight_decay": 1.0}),
    ("sgd_momentum", {"momentum": 0.9}),
    ("sgd_momentum", {"momentum": 0.9, "dampening": 0.2}),
    ("sgd_momentum", {"momentum": 0.9, "nesterov": True}),
]
NAMES = ["-".join([slug, *map(str, settings)]) for slug, settings in RUNS]
each = pytest.mark.parametrize(("slug", "settings"), RUNS, ids=NAMES)
first_of_all = pytest.mark.parametrize(("slug", "settings"), first_of_each(lambda _: ["long run"], RUNS), ids=NAMES)

# Appended to torch's own class: the same, until the state is lost (or the decay, where there is no
# state).
LOSES_ITS_STATE = """

class {name}({name}):
    def step(self, closure=None):
        self.taken = getattr(self, "taken", 0) + 1
        if self.taken == {late}:
            for group in self.param_groups:
                group["weight_decay"] = 0.0
            for state in self.state.values():
                for kept in state.values():
                    kept.zero_()
        return super().step(closure)
"""


def long_run(slug: str, settings: dict[str, Any], dtype: DType) -> Scenario:
    """Two groups: one parameter under a cosine, another under a rate of its own that drops
    twice.
    """
    random = Random(slug)
    lr = float(bundled().entries[slug].exercise.hyperparameters["lr"])
    cosine = [lr * (1 + math.cos(math.pi * step / STEPS)) / 2 for step in range(STEPS)]
    drops = [10 * lr * 0.1 ** (3 * step // STEPS) for step in range(STEPS)]
    starts = tuple((dtype.round(random.uniform(-1, 1)),) for _ in range(2))
    gradients = tuple(tuple((dtype.round(random.gauss(0, 1)),) for _ in range(STEPS)) for _ in range(2))
    rates = tuple(zip(cosine, drops, strict=True))
    return Scenario(
        name=f"{STEPS} steps",
        settings=settings,
        parameters=Parameters(starts=starts, gradients=gradients),
        param_groups=ParamGroups(members=((0,), (1,)), rates=rates),
    )


def graded(slug: str, settings: dict[str, Any], path: Path) -> Report:
    exercise = bundled().entries[slug].exercise
    checks = tuple(Trajectory(exercise, d, [long_run(slug, settings, d)], points=1) for d in (FLOAT32, FLOAT64))
    with workers().session(PATIENT) as session:
        return grade.grade(Planned(exercise, checks), path, Attempt(session))


@each
def test_torchs_own_is_accepted_over_200_steps(slug: str, settings: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "torch_own.py"
    path.write_text(source(bundled().entries[slug].exercise), encoding="utf-8")
    report = graded(slug, settings, path)
    assert report.passed, render(report)
    assert all(f"of {STEPS} steps" in check.summary for check in report.checks)


@first_of_all
def test_one_that_goes_wrong_late_is_caught_at_that_step(slug: str, settings: dict[str, Any], tmp_path: Path) -> None:
    exercise = bundled().entries[slug].exercise
    path = tmp_path / "forgets.py"
    path.write_text(source(exercise) + LOSES_ITS_STATE.format(name=exercise.target, late=LATE), encoding="utf-8")
    for check in graded(slug, settings, path).checks:
        assert check.findings.code == "T501"
        assert f"diverges at step {LATE}" in check.summary
        assert check.findings.diagnoses == ()


@pytest.mark.parametrize(
    "path",
    [
        *(
            pytest.param(path, marks=whole)  # which take longer
            for path in (
                "adam/wrong/betas_of_the_defaults.py",
                "adam/wrong/betas_of_the_first_step.py",
                "adamw/wrong/decay_of_the_first_group.py",
            )
        ),
        "sgd/wrong/learning_rate_written_back.py",
        "sgd/wrong/decay_doubled.py",
        "sgd_momentum/wrong/gradient_kept_as_the_velocity.py",
    ],
)
def test_the_line_to_paste_takes_a_parameter_where_the_submission_took_it(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    report = grade_file(path.partition("/")[0], SUBMISSIONS / path)
    failures = [f for check in report.checks for f in check.findings.failures]
    assert failures
    for failure in failures:
        exec(f"{(SUBMISSIONS / path).read_text(encoding='utf-8')}\n{failure.call}", {})
        assert float(capsys.readouterr().out) == failure.got.value


@pytest.mark.parametrize("slug", [s for s, e in bundled().entries.items() if e.exercise.family.name == "optimizer"])
def test_another_convention_is_told_beside_the_one_that_is_asked_for(slug: str) -> None:
    for misconception in bundled().entries[slug].exercise.misconceptions:
        if misconception.convention:
            assert misconception.explanation.startswith("You "), misconception.id
            assert "this exercise" in misconception.explanation.lower(), misconception.id


def test_a_convention_is_called_one_in_the_report() -> None:
    slug = "sgd_momentum"
    report = grade_file(slug, SUBMISSIONS / slug / "wrong" / "learning_rate_inside_the_velocity.py")
    assert "mistake: learning rate inside the velocity (another convention)" in render(report)
